/**
 * What the law says of a consultation. Pure, and it leads to no other code; the relay may not import it: it has no word
 * for a request.
 */
export {
  instrumentsNotifiedOf,
  findBasis,
  offences,
  otherBases,
  type BasisFinding,
  type BasisPoint,
  type BasisQuestion,
  type Offence,
} from './basis.js';
export {
  cooperations,
  instrumentIds,
  instruments,
  type ConsultationDuty,
  type Cooperation,
  type Instrument,
  type InstrumentId,
  type Provision,
} from './instruments.js';
