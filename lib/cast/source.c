/*
 * A recording to read from start to end, whatever its format.  Ours is asked first, of files
 * that can be ours; all others are told by the first bytes of what they unpack to.
 */
#include "lib/cast/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/cast/foreign.h"
#include "lib/cast/frame.h"
#include "lib/cast/guess.h"
#include "lib/cast/landmarks.h"
#include "lib/cast/reader.h"
#include "lib/cast/script.h"

static const char ACCEPTED[] =
    "accepted are recordings of Steno, asciicasts 1 to 3, ttyrecs, the logs of script(1) with "
    "their timing, and the logs of tlog, plain or packed with gzip or zstd";

struct source {
	struct reader *reader; /* of ours; else NULL */
	struct foreign foreign;
	char *path, *timing, *name;
	struct buffer note;
	enum source_end end;
	uint64_t next_number; /* of a foreign recording, */
	uint64_t skip_to;     /* and the first that is wanted, */
	uint64_t before;      /* and the bytes of data before its newest event, */
	size_t newest;        /* and in it */
	struct landmarks *landmarks, *lent; /* ours, freed with us; those in use */
	struct source_marks marks;
	struct buffer scratch;
};

/* ---- Opening */

static const char *
looks_of_mode(mode_t mode)
{
	if (S_ISDIR(mode))
		return "a directory";
	if (S_ISFIFO(mode))
		return "a pipe: write what comes from it to a file first";
	if (S_ISSOCK(mode))
		return "a socket";
	return S_ISREG(mode) ? NULL : "a device";
}

/* A plain file: 0 with its descriptor, or a code and what it is. */
static int
open_plain(const char *path, int *fd, off_t *size, struct buffer *message)
{
	struct stat st;
	const char *looks;
	int r;

	/* without waiting, should it be a pipe */
	if ((*fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)) < 0) {
		r = -errno;
		buffer_addf(message, "it cannot be opened: %s", error_text(r));
		return r;
	}
	if (fstat(*fd, &st) != 0) {
		r = -errno;
		goto done;
	}
	*size = st.st_size;
	r = 0;
	if ((looks = looks_of_mode(st.st_mode)) != NULL) {
		buffer_addf(message, "it is %s; %s", looks, ACCEPTED);
		r = ERR_UNKNOWN;
	}
done:
	if (r != 0) {
		close(*fd);
		*fd = -1;
	}
	return r;
}

/* Ours is zstd, or nothing at all as long as its first frame stands in the journals. */
static bool
can_be_ours(int fd, off_t size)
{
	unsigned char b[4];

	if (size == 0)
		return true;
	if (pread(fd, b, 4, 0) != 4)
		return false;
	return (b[0] == 0x28 && b[1] == 0xB5 && b[2] == 0x2F && b[3] == 0xFD) ||
	    ((b[0] & 0xF0) == 0x50 && b[1] == 0x2A && b[2] == 0x4D && b[3] == 0x18);
}

static int
unknown(const struct inlet *inlet, const struct buffer *looks, struct buffer *message)
{
	const char *packing = inlet_packing(inlet);

	buffer_addf(message, "it looks like %s%s%.*s; %s", packing ? packing : "",
	    packing ? " of " : "", (int)looks->len, looks->data, ACCEPTED);
	return ERR_UNKNOWN;
}

/* What begins in no way that is known. */
static int
explain(struct inlet *inlet, size_t len, struct buffer *looks, struct buffer *message)
{
	int trouble = inlet_trouble(inlet);

	if (len > 0)
		return unknown(inlet, looks, message);
	if (trouble == 0) {
		buffer_clear(looks);
		buffer_adds(looks, inlet_packing(inlet) ? "nothing" : "an empty file");
		return unknown(inlet, looks, message);
	}
	buffer_addf(message, "it cannot be unpacked as %s: %s",
	    inlet_packing(inlet) ? inlet_packing(inlet) : "a plain file", error_text(trouble));
	return trouble;
}

static int
open_format(struct source *s, const struct foreign_format *format, struct inlet *inlet,
    struct buffer *message)
{
	const char *packing = inlet_packing(inlet);
	int r;

	r = foreign_open(&s->foreign, format, inlet);
	if (r != 0) {
		if (s->foreign.note.len > 0)
			buffer_addf(message, "it looks like %.*s", (int)s->foreign.note.len,
			    s->foreign.note.data);
		else
			buffer_addf(message, "it cannot be read: %s", error_text(r));
		return r;
	}
	if (asprintf(&s->name, "%s%s%s", s->foreign.name, packing ? "+" : "",
		packing ? packing : "") < 0) {
		s->name = NULL;
		return -ENOMEM;
	}
	return 0;
}

/* A mark of the order of bytes, as editors of other systems put it before text: before JSON it says nothing. */
static void
take_mark(struct inlet *inlet)
{
	static const char mark[] = "\xEF\xBB\xBF{";
	const char *data;

	if (inlet_peek(inlet, sizeof mark - 1, &data) >= sizeof mark - 1 && memcmp(data, mark, sizeof mark - 1) == 0)
		inlet_take(inlet, sizeof mark - 2);
}

static int
open_foreign(struct source *s, int fd, struct buffer *message)
{
	const struct foreign_format *format;
	struct buffer looks = {0};
	struct inlet *inlet;
	const char *data;
	size_t len;
	int r;

	if ((r = inlet_open(fd, &inlet)) != 0) {
		buffer_addf(message, "it cannot be read: %s", error_text(r));
		return r;
	}
	take_mark(inlet);
	len = inlet_peek(inlet, GUESS_BYTES, &data);
	format = guess_format(data, len, len < GUESS_BYTES, &looks);
	/* a log in another language, or without its first line, is told by its timing alone */
	if (format == NULL && s->timing != NULL && len > 0)
		format = &script_format;
	if (format == NULL) {
		r = explain(inlet, len, &looks, message);
		inlet_free(inlet);
	} else {
		r = open_format(s, format, inlet, message);
	}
	buffer_free(&looks);
	return r;
}

static int
open_any(struct source *s, struct buffer *message)
{
	off_t size = 0;
	int fd, r;

	if ((r = open_plain(s->path, &fd, &size, message)) != 0)
		return r;
	if (can_be_ours(fd, size)) {
		r = reader_open(s->path, &s->reader);
		if (r == 0) {
			s->name = strdup("cast");
			close(fd);
			return s->name != NULL ? 0 : -ENOMEM;
		}
		/* nothing at all, and no journals beside it, is none of ours either */
		if (r != ERR_UNKNOWN && (size > 0 || r != ERR_TRUNCATED)) {
			buffer_addf(message, "it is a recording of Steno that cannot be opened: %s",
			    error_text(r));
			close(fd);
			return r;
		}
	}
	return open_foreign(s, fd, message);
}

static int
copy_names(struct source *s, const char *path, const struct source_options *options)
{
	if ((s->path = strdup(path)) == NULL)
		return -ENOMEM;
	if (options != NULL && options->timing != NULL &&
	    (s->timing = strdup(options->timing)) == NULL)
		return -ENOMEM;
	s->foreign.path = s->path;
	s->foreign.timing = s->timing;
	return 0;
}

int
source_open(
    const char *path, const struct source_options *options, struct source **out, char **message)
{
	struct buffer text = {0};
	struct source *s;
	int r;

	*out = NULL;
	if (message != NULL)
		*message = NULL;
	if ((s = calloc(1, sizeof *s)) == NULL)
		return -ENOMEM;
	if ((r = copy_names(s, path, options)) != 0 || (r = open_any(s, &text)) != 0)
		goto done;
	*out = s;
	s = NULL;
done:
	if (r != 0 && message != NULL) {
		if (text.len == 0)
			buffer_addf(&text, "it cannot be read: %s", error_text(r));
		if (buffer_string(&text) != NULL)
			*message = strdup(text.data);
	}
	buffer_free(&text);
	source_free(s);
	return r;
}

void
source_free(struct source *s)
{
	if (s == NULL)
		return;
	reader_free(s->reader);
	foreign_close(&s->foreign);
	landmarks_free(s->landmarks);
	buffer_free(&s->note);
	buffer_free(&s->scratch);
	free(s->path);
	free(s->timing);
	free(s->name);
	free(s);
}

/* ---- Reading */

const char *
source_format(const struct source *s)
{
	return s->name != NULL ? s->name : "";
}

const struct header *
source_header(const struct source *s)
{
	return s->reader != NULL ? reader_header(s->reader) : &s->foreign.header;
}

size_t
source_files(const struct source *s, struct source_file out[SOURCE_FILES])
{
	const struct foreign *f = &s->foreign;
	size_t n;

	if (s->reader != NULL || f->inlet == NULL)
		return 0;
	for (n = 0; n < SOURCE_FILES && f->files[n] != NULL; n++)
		out[n] = (struct source_file){inlet_descriptor(f->files[n]), f->files[n] == f->inlet ? s->path : inlet_path(f->files[n])};
	if (n == 0)
		out[n++] = (struct source_file){inlet_descriptor(f->inlet), s->path};
	return n;
}

static const struct {
	enum source_end end;
	const char *note;
} READER_ENDS[] = {
    [READER_COMPLETE] = {SOURCE_COMPLETE, ""},
    [READER_RECOVERED] = {SOURCE_CUT, "its recorder was lost; what it had written was mended"},
    [READER_LIVE] = {SOURCE_LIVE, "its recorder is still writing"},
    [READER_CUT] = {SOURCE_CUT, "it has no end: its recorder was lost, or the file was cut"},
    [READER_MISSING] = {SOURCE_CUT, "a later part that should follow is not there"},
};

static void
end_ours(struct source *s, int r)
{
	enum reader_state state = reader_state(s->reader);
	const char *trouble = reader_trouble(s->reader);

	s->end = READER_ENDS[state].end;
	/* what is broken is not whole, whatever its end says */
	if (r < 0)
		s->end = SOURCE_CUT;
	buffer_clear(&s->note);
	buffer_adds(&s->note, *trouble != '\0' ? trouble : READER_ENDS[state].note);
	/* its NUL, for source_end_note */
	buffer_string(&s->note);
}

/* Behind all that was delivered: how many bytes that were, and what the format says. */
static int
keep_mark(struct source *s, uint64_t bytes)
{
	const struct landmark place = {s->next_number, bytes};
	int r;

	buffer_clear(&s->scratch);
	foreign_put(&s->foreign, &s->scratch, (int64_t)bytes);
	buffer_add(&s->scratch, s->foreign.mark.data, s->foreign.mark.len);
	if (s->scratch.broken)
		return -ENOMEM;
	r = landmarks_add(s->lent, &place, s->scratch.data, s->scratch.len);
	if (r == 0 && s->marks.tell != NULL && !s->foreign.mark_bytes)
		r = s->marks.tell(s->marks.context, place.event, s->scratch.data, s->scratch.len);
	return r;
}

static int
next_foreign(struct source *s, struct event *ev)
{
	uint64_t bytes = s->before + s->newest;
	int r;

	if (s->lent == NULL && (s->lent = s->landmarks = landmarks_new()) == NULL)
		return -ENOMEM;
	s->foreign.wants_mark = landmarks_due(s->lent, s->next_number, bytes);
	if ((r = foreign_next(&s->foreign, ev)) != 1)
		return r;
	if (s->foreign.has_mark && (r = keep_mark(s, bytes)) < 0)
		return r;
	ev->number = s->next_number++;
	s->before = bytes;
	s->newest = ev->len;
	return 1;
}

int
source_next(struct source *s, struct event *ev)
{
	int r;

	if (s->reader == NULL) {
		while ((r = next_foreign(s, ev)) == 1 && ev->number < s->skip_to)
			;
		return r;
	}
	if ((r = reader_next(s->reader, ev)) != 1)
		end_ours(s, r);
	return r;
}

/* From its start, as it was opened. */
static int
open_again(struct source *s)
{
	struct buffer message = {0};
	off_t size;
	int fd, r;

	foreign_close(&s->foreign);
	memset(&s->foreign, 0, sizeof s->foreign);
	s->foreign.path = s->path;
	s->foreign.timing = s->timing;
	free(s->name);
	s->name = NULL;
	s->next_number = s->before = 0;
	s->newest = 0;
	if ((r = open_plain(s->path, &fd, &size, &message)) == 0)
		r = open_foreign(s, fd, &message);
	buffer_free(&message);
	if (r != 0) {
		/* what is there is no recording any more */
		s->foreign.over = true;
		s->foreign.result = r;
	}
	return r;
}

/* The newest of those that are known: 1 with it in scratch. */
static int
find_mark(struct source *s, uint64_t number, uint64_t *event)
{
	struct buffer given = {0};
	struct landmark place = {0};
	uint64_t other = 0;
	int r = 0;

	buffer_clear(&s->scratch);
	if (s->lent != NULL && (r = landmarks_find(s->lent, number, &place, &s->scratch)) == -ENOMEM)
		return r;
	*event = r == 1 ? place.event : 0;
	if (s->marks.find == NULL)
		return r == 1;
	if (s->marks.find(s->marks.context, number, &other, &given) == 1 && other > *event && other <= number && !given.broken) {
		buffer_free(&s->scratch);
		s->scratch = given;
		*event = other;
		return 1;
	}
	buffer_free(&given);
	return r == 1;
}

static int
go_to_mark(struct source *s, uint64_t event)
{
	const char *at = s->scratch.data, *end = at + s->scratch.len;
	int64_t bytes;
	int r;

	if ((r = foreign_get(&at, end, 0, INT64_MAX / 2, &bytes)) != 0 || (r = foreign_go(&s->foreign, at, (size_t)(end - at))) != 0)
		return r;
	s->next_number = event;
	s->before = (uint64_t)bytes;
	s->newest = 0;
	return 0;
}

static int
seek_foreign(struct source *s, uint64_t number)
{
	bool back = number < s->next_number;
	uint64_t event;
	int r;

	s->skip_to = number;
	if ((r = find_mark(s, number, &event)) == 1 && (back || event > s->next_number)) {
		if ((r = go_to_mark(s, event)) == 0)
			return 0;
		/* it did not hold what it promised: as if there were none */
		back = true;
	}
	if (r == -ENOMEM)
		return r;
	return back ? open_again(s) : 0;
}

int
source_seek_event(struct source *s, uint64_t number)
{
	return s->reader != NULL ? reader_seek_event(s->reader, number) : seek_foreign(s, number);
}

void
source_use_marks(struct source *s, const struct source_marks *marks)
{
	s->marks = marks != NULL ? *marks : (struct source_marks){NULL, NULL, NULL};
}

void
source_share_marks(struct source *s, struct source *other)
{
	if (s->reader != NULL || other->reader != NULL)
		return;
	if (other->lent == NULL)
		other->lent = other->landmarks = landmarks_new();
	if (other->lent != NULL)
		s->lent = other->lent;
	/* and those that it is told of */
	if (s->marks.tell == NULL && s->marks.find == NULL)
		s->marks = (struct source_marks){NULL, other->marks.find, other->marks.context};
}

uint64_t
source_frame(const struct source *s)
{
	return s->reader != NULL ? reader_frame(s->reader) : s->before / FRAME_LINES_TARGET;
}

int
source_wait(struct source *s, int timeout_ms)
{
	int r = s->reader != NULL ? reader_wait(s->reader, timeout_ms) : 0;

	return r;
}

enum source_end
source_end(const struct source *s)
{
	return s->reader != NULL ? s->end : s->foreign.end;
}

const char *
source_end_note(const struct source *s)
{
	const struct buffer *note = s->reader != NULL ? &s->note : &s->foreign.note;

	return note->len > 0 && !note->broken ? note->data : "";
}
