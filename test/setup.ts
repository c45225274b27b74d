import { themes } from './themeMemory.ts';

// Before each file of tests: what neither the last one nor this one asks for is let go.
themes.endRun();
