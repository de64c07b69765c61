import { Controller, Get, Header, Param } from '@nestjs/common';
import { ApiOkResponse, ApiProduces } from '@nestjs/swagger';
import { ProblemError } from '#contracts';
import { parseTilePath, type Tile } from '#tlog';
import { Allow } from '../platform/policy.js';
import { EntryTileParamsDto, LogParamsDto, TileParamsDto } from './record.dto.js';
import { RecordService } from './record.service.js';

/**
 * Both logs as others know them (C2SP tlog-tiles), each under its own prefix, so that whoever monitors logs can mirror and
 * check these. The entries of the audit log are for members and their auditors: hashes tell nobody what was done.
 */
@Controller('tlog')
export class TilesController {
  constructor(private readonly record: RecordService) {}

  /** The newest cosigned checkpoint, as a signed note. @throws `record.not-yet` */
  @Get(':log/checkpoint')
  @Allow('public')
  @ApiProduces('text/plain')
  @ApiOkResponse({ type: String })
  @Header('content-type', 'text/plain; charset=utf-8')
  @Header('cache-control', 'no-cache')
  checkpoint(@Param() { log }: LogParamsDto): string {
    return this.record.checkpoint(log).note;
  }

  /** Hashes of complete subtrees, or entries. @throws `request.unknown-route`, `record.unknown`, `record.not-yet`, `session.required` */
  @Get(':log/tile/*')
  @Allow('public')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Header('content-type', 'application/octet-stream')
  @Header('cache-control', 'public, max-age=31536000, immutable')
  async tile(@Param() { log, '*': path }: TileParamsDto): Promise<Buffer> {
    const tile = tileOf(path);
    if (log === 'audit' && tile.level === 'entries') throw new ProblemError('session.required');
    return Buffer.from(await this.record.tile(log, tile));
  }

  /** Entries of the audit log. @throws as {@link tile} */
  @Get('audit/tile/entries/*')
  @Allow('record')
  @ApiProduces('application/octet-stream')
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  @Header('content-type', 'application/octet-stream')
  @Header('cache-control', 'private, max-age=31536000, immutable')
  async entries(@Param() { '*': path }: EntryTileParamsDto): Promise<Buffer> {
    return Buffer.from(await this.record.tile('audit', tileOf(`entries/${path}`)));
  }
}

function tileOf(path: string): Tile {
  const tile = parseTilePath(path);
  if (tile === undefined) throw new ProblemError('request.unknown-route');
  return tile;
}
