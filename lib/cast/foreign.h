/*
 * What all foreign formats share: a header, a clock that never runs backwards, events cut to
 * size, and how it ended.  A format is a table of three functions; source.c calls them
 * through here.
 */
#ifndef STENO_CAST_FOREIGN_H
#define STENO_CAST_FOREIGN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "lib/base/buffer.h"
#include "lib/cast/event.h"
#include "lib/cast/header.h"
#include "lib/cast/inlet.h"
#include "lib/cast/source.h"

#define FOREIGN_LINE_MAX ((size_t)64 * 1024 * 1024)
#define FOREIGN_HEADER_MAX (64u * 1024) /* what is written again must fit our line */
#define FOREIGN_TEXT_MAX (4u * 1024)    /* a text of the header whose line has other limits */
#define FOREIGN_TIME_MAX ((int64_t)1000 * 1000 * 1000 * 1000) /* ms, as events have it */

struct foreign;

struct foreign_format {
	/* Read the header: 0, or a negative code with a note that says what it looked like. */
	int (*open)(struct foreign *);
	/*
	 * The next event, of any size and at any time, or a run of bytes: 1; 0 through
	 * foreign_end, a negative code through foreign_fail.
	 */
	int (*next)(struct foreign *, struct event *);
	void (*close)(struct foreign *); /* frees state, which may be NULL */
	/*
	 * Append where it stands: called from within next(), at foreign_rest.  0; ERR_RANGE when that can't be said here; -ENOMEM.  go()
	 * takes that again, from *at on, which may be hostile: 0, or a negative code, and it stands nowhere.
	 */
	int (*mark)(struct foreign *, struct buffer *);
	int (*go)(struct foreign *, const char **at, const char *end);
};

struct foreign {
	const struct foreign_format *format;
	const char *name; /* as source_format has it, without the packing; set by open */
	const char *path; /* borrowed */
	const char *timing;
	struct inlet *inlet; /* of the file that was given */
	const struct inlet *files[SOURCE_FILES]; /* of several that make one recording: as source_files has them; else all NULL */
	struct header header;
	void *state;
	enum source_end end;
	struct buffer note;

	/* what next() left to deliver: bytes of memory, or of an inlet */
	struct event event;
	struct inlet *run;
	uint64_t left;
	int64_t last;
	bool over;
	int result;

	/* set to have next() leave a mark of the place behind all events that were delivered, when it comes to one */
	bool wants_mark;
	bool has_mark, mark_bytes; /* mark_bytes: it holds bytes of the recording */
	struct buffer mark;
};

/* Takes the inlet, on failure too; path and timing are borrowed as long as it lives. */
int foreign_open(struct foreign *, const struct foreign_format *, struct inlet *);
void foreign_close(struct foreign *);

/* As source_next. */
int foreign_next(struct foreign *, struct event *);

/* The event's data are the next `len` bytes of an inlet, which may be short of them.  1. */
int foreign_run(struct foreign *, struct inlet *, uint64_t len);

/* A format's next() says that it stands between two events, and that its state and inlets are all there is to know. */
void foreign_rest(struct foreign *);

/* Go on from a mark of the same recording, opened anew or not: 0, or a negative code; then it must be opened anew. */
int foreign_go(struct foreign *, const char *mark, size_t len);

/* What formats make of their state: numbers, and the marks of their inlets. */
void foreign_put(struct foreign *, struct buffer *, int64_t value);
int foreign_put_inlet(struct foreign *, struct buffer *, const struct inlet *);
/* The next of them, from *at on: within these bounds, or ERR_FORMAT. */
int foreign_get(const char **at, const char *end, int64_t least, int64_t most, int64_t *value);

/* How it ends: 0. */
int foreign_end(struct foreign *, enum source_end, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/* The code, with the reason as note. */
int foreign_fail(struct foreign *, int code, const char *format, ...)
    __attribute__((format(printf, 3, 4)));

/*
 * An inlet ended.  `middle`, if not NULL, names what it ended in the middle of; `what` is the
 * file it was ("it", "its timing file").  Returns as foreign_end or foreign_fail.
 */
int foreign_stop(struct foreign *, const struct inlet *, const char *what, const char *middle);

/* A header's text, cut to FOREIGN_TEXT_MAX.  Empty is unknown.  0 or -ENOMEM. */
int foreign_text(char **field, const char *data, size_t len);

/* What the source says of itself, for the header's `import`.  0 or -ENOMEM. */
int foreign_say(struct foreign *, const char *name, const char *data, size_t len);

/* Sets the size if it can be one, and says whether. */
bool foreign_size(struct foreign *, int64_t cols, int64_t rows);

/* When it began, in ms since 1970; senseless times stay unknown. */
void foreign_began(struct foreign *, int64_t realtime);

/* Nanoseconds as the nearest millisecond. */
int64_t foreign_ms(int64_t ns);

#endif
