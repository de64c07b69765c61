#!/usr/bin/env node
import '../../../dist/apps/cli/src/bundle/comity.js';
