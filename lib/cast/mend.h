/* Mends what a lost recorder left: doc/format/cast.md, section 6. */
#ifndef STENO_CAST_MEND_H
#define STENO_CAST_MEND_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/cast/link.h"

struct mend_report {
	bool needed;         /* something was done */
	uint32_t frames;     /* made from journals */
	uint64_t events;     /* in them */
	bool cut;            /* the last journal stopped in the middle of a line */
	uint64_t dropped;    /* bytes of it that were no whole event */
	bool has_last;
	struct link last;    /* the recording's last link as it is now */
};

/*
 * Mend all parts of the recording that begins with path.  Needs the lease: ERR_BUSY while a
 * recorder lives.  ERR_DAMAGED, and nothing changed, when the file ends in the middle of a frame
 * and no journal has its lines; ERR_NOTFOUND when a journal is missing between others, ERR_TAMPERED
 * when one does not continue what stands before it, ERR_TRUNCATED when not even a header was
 * written.  Safe to be killed at any moment and called again.
 */
int mend_recording(const char *path, struct mend_report *);

#endif
