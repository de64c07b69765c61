import { z } from 'zod';

// Else zod tries to compile each schema, which the page's content security policy forbids, and reports.
z.config({ jitless: true });
