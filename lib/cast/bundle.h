/* The files of one recording of script(1): its timing file and its logs, opened. */
#ifndef STENO_CAST_BUNDLE_H
#define STENO_CAST_BUNDLE_H

#include <stdbool.h>

#include "lib/cast/foreign.h"
#include "lib/cast/timing.h"

/* Zero-initialised is empty and valid. */
struct bundle {
	enum timing_kind kind;
	struct inlet *timing, *out, *in; /* f->inlet is one of them; in may be out; NULL: none */
	char *out_name, *in_name;        /* as an advanced timing file says */
	struct inlet_line ahead;         /* the timing's next line, already read */
	bool has_ahead;
};

/*
 * Given any of them as f->inlet, find the others, fill the header and stand before the first
 * step.  0, or a negative code through foreign_fail.  Close it after a failure, too.
 */
int bundle_open(struct foreign *, struct bundle *);
void bundle_close(const struct foreign *, struct bundle *);

/* The timing's next line, as inlet_line. */
int bundle_line(struct bundle *, struct inlet_line *);

#endif
