/*
 * The configuration in force: said in the trail when it is another than the one that was said last.  doc/format/trail.md, 2.1.
 */
#ifndef STENO_TRAIL_REGIME_H
#define STENO_TRAIL_REGIME_H

#include "lib/trail/logbook.h"

/*
 * `text` has a line `key=value` for each key; `rules` is the file of what is redacted, whose content counts too, or NULL.  Says
 * `config.changed` where that is news, and keeps it.  Waits at most wait_ms for others that write.  0 or a negative code.
 */
int regime_note(struct logbook *, const char *text, const char *rules, int wait_ms);

#endif
