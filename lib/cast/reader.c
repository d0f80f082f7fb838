/*
 * Reads our own recordings.
 *
 * What is being read is a run of whole lines (`lines`), from a frame or from a journal, with the number and
 * the base time of its next event.  When it is used up, the next run is looked for, always in this order:
 * whole frames of the file; more of the journal that is open; the journal that holds the next
 * event's number; the next part.  A recorder may frame and remove a journal between two of these
 * steps: then the number expected is not where it was, and the search begins again at the frames.  It may
 * also use the file of a framed journal for a later one, while we have it open: what was read of a journal counts
 * only if its head is still the same afterwards.
 */
#include "lib/cast/reader.h"

#include <errno.h>
#include <inttypes.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/armour.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/cast/atlas.h"
#include "lib/cast/gap.h"
#include "lib/cast/lease.h"
#include "lib/cast/part.h"
#include "lib/cast/tail.h"
#include "lib/cast/totals.h"
#include "lib/cast/walk.h"

#define HANDOVER_TRIES 5

/* What is known of where a part's frames are, as long as it is the same file. */
struct chart {
	struct atlas *atlas;
	dev_t device;
	ino_t inode;
};

struct reader {
	char *first_path, *path;
	uint32_t part;
	struct header header;
	bool has_header;

	struct walk *walk;
	struct chart *charts; /* of the parts, from the one that was opened on */
	size_t chart_count;
	bool at_tail;       /* the walk has seen the end of what is whole */
	uint8_t last_flags; /* of the last link walked */
	bool no_next;       /* the next part can't be read */

	struct tail tail;

	struct buffer lines;
	size_t used;
	uint64_t frame;  /* the sequence of the frame that lines are of, or will be */
	uint64_t number; /* of the next event in lines */
	int64_t time;    /* of the event before it */
	uint64_t first;  /* the number that the recording, as opened, begins with */
	uint64_t wanted; /* events before this one were delivered, or are not wanted */

	struct buffer scratch, bytes;
	bool has_bytes;
	struct buffer trouble;
	int watch;
};

static int
fail(struct reader *r, int code, const char *format, uint64_t number)
{
	buffer_clear(&r->trouble);
	buffer_addf(&r->trouble, format, number);
	buffer_addf(&r->trouble, ": %s", error_text(code));
	return code;
}

static void
drop_lines(struct reader *r)
{
	buffer_clear(&r->lines);
	r->used = 0;
	r->has_bytes = false;
}

/* Before all of this part's frames. */
static void
rewind_part(struct reader *r)
{
	walk_seek(r->walk, 0);
	r->at_tail = false;
	r->no_next = false;
	r->last_flags = 0;
	tail_close(&r->tail);
	drop_lines(r);
}

/* Begin with this part's frames. */
static int
enter_part(struct reader *r, const char *path, uint32_t part)
{
	struct walk *walk;
	char *copy;
	int e;

	if ((e = walk_open(path, &walk)) != 0)
		return e;
	if ((copy = strdup(path)) == NULL) {
		walk_free(walk);
		return -ENOMEM;
	}
	free(r->path);
	walk_free(r->walk);
	r->path = copy;
	r->walk = walk;
	r->part = part;
	rewind_part(r);
	return 0;
}

/* Begin anew; a file that was put in this one's place is opened. */
static int
enter_first_part(struct reader *r)
{
	struct stat now, ours;

	if (r->part != r->header.part || stat(r->first_path, &now) != 0 || fstat(walk_fd(r->walk), &ours) != 0 ||
	    now.st_ino != ours.st_ino || now.st_dev != ours.st_dev)
		return enter_part(r, r->first_path, r->header.part);
	rewind_part(r);
	return 0;
}

/* What is known of this part. */
static int
find_atlas(struct reader *r, struct atlas **out)
{
	size_t i = r->part - r->header.part;
	struct chart *charts;
	struct stat st;

	if (fstat(walk_fd(r->walk), &st) != 0)
		return -errno;
	if (i >= r->chart_count) {
		if ((charts = realloc(r->charts, (i + 1) * sizeof *charts)) == NULL)
			return -ENOMEM;
		memset(charts + r->chart_count, 0, (i + 1 - r->chart_count) * sizeof *charts);
		r->charts = charts;
		r->chart_count = i + 1;
	}
	if (r->charts[i].atlas == NULL || r->charts[i].device != st.st_dev || r->charts[i].inode != st.st_ino) {
		atlas_free(r->charts[i].atlas);
		r->charts[i] = (struct chart){atlas_new(), st.st_dev, st.st_ino};
	}
	*out = r->charts[i].atlas;
	return *out != NULL ? 0 : -ENOMEM;
}

/* A run of lines begins: these are the number and base of its first event. */
static void
begin_run(struct reader *r, uint64_t number, int64_t base)
{
	r->used = 0;
	r->has_bytes = false;
	r->number = number;
	r->time = base;
}

/* The next frame with something wanted in it: 1, 0 none, negative. */
static int
take_frame(struct reader *r)
{
	struct walk_item item;
	int e;

	for (;;) {
		if ((e = walk_next(r->walk, false, &item)) != 1) {
			r->at_tail = e == 0;
			return e;
		}
		r->at_tail = false;
		r->last_flags = item.link.flags;
		if (item.link.lines > 0 && item.link.first_event + item.link.events <= r->wanted &&
		    r->has_header)
			continue;
		if (item.link.lines == 0)
			continue;
		tail_close(&r->tail);
		drop_lines(r);
		if ((e = walk_lines(r->walk, &item, false, &r->lines)) != 0) {
			drop_lines(r);
			r->wanted = item.link.first_event + item.link.events;
			return fail(r, e, "frame %" PRIu64, item.link.sequence);
		}
		begin_run(r, item.link.first_event, item.link.base);
		r->frame = item.link.sequence;
		return 1;
	}
}

/* What was appended to the open journal since: as tail_take. */
static int
take_journal(struct reader *r)
{
	int e = tail_take(&r->tail, &r->lines);

	if (e == 1)
		r->used = 0;
	return e;
}

/* The newest journal that begins at or before the wanted event: as tail_find. */
static int
find_journal(struct reader *r)
{
	struct journal j;
	int e = tail_find(&r->tail, r->path, r->wanted, &j);

	if (e == 1) {
		r->frame = j.sequence;
		begin_run(r, j.first_event, j.base);
	}
	return e;
}

/* Journals begin only behind what is wanted and no frame has it: go on there, and say so. */
static int
skip_hole(struct reader *r)
{
	uint64_t missed = r->wanted;
	int e;

	if ((e = tail_after(r->path, missed, &r->wanted)) != 0)
		return e;
	return fail(r, ERR_NOTFOUND, "the journal with event %" PRIu64, missed);
}

/* 1, or a negative code, which is told once: who goes on finds the recording's end here. */
static int
enter_next_part(struct reader *r, const char *path)
{
	int e;

	if ((e = enter_part(r, path, r->part + 1)) == 0)
		return 1;
	r->no_next = true;
	return fail(r, e, "part %" PRIu64, r->part + UINT64_C(1));
}

static int
take_next_part(struct reader *r)
{
	char *path;
	int e;

	if (!(r->last_flags & LINK_ROTATED) || r->no_next)
		return 0;
	if ((path = part_path(r->first_path, r->part + 1)) == NULL)
		return -ENOMEM;
	e = access(path, F_OK) == 0 ? enter_next_part(r, path) : 0;
	free(path);
	return e;
}

/*
 * A recorder that changed parts has not ended this one yet, and may have died before it could.
 * If the next part's first journal begins at or before what is wanted, then nothing wanted is left
 * here; if not, ERR_NOTFOUND: what was in no journal of this part may be in its frames by now.
 */
static int
leave_unended_part(struct reader *r)
{
	char *path = part_path(r->first_path, r->part + 1);
	struct journal j;
	int e = 0;

	if (path == NULL)
		return -ENOMEM;
	if (!r->no_next && access(path, F_OK) == 0) {
		if ((e = tail_first(path, &j)) == 1)
			e = j.first_event <= r->wanted ? enter_next_part(r, path) : ERR_NOTFOUND;
		else if (e == 0)
			e = ERR_NOTFOUND;
	}
	free(path);
	return e;
}

/* The next run of lines: 1, 0 none (yet), negative. */
static int
take_run(struct reader *r)
{
	bool again = false;
	int e, tries;

	for (tries = 0; tries < HANDOVER_TRIES;) {
		if ((e = take_frame(r)) != 0)
			return e;
		if (r->last_flags & LINK_END) {
			if ((e = take_next_part(r)) != 1)
				return e;
			continue;
		}
		if ((e = take_journal(r)) == ERR_NOTFOUND)
			continue; /* so its frame is in the file */
		if (e != 0)
			return e;
		if ((e = find_journal(r)) == 1) {
			tries++;
			continue;
		}
		if (e == 0) {
			/* between our two looks the recorder may have begun the next journal:
			 * only what was appended before can be missing; the next call finds it */
			if ((e = leave_unended_part(r)) == ERR_NOTFOUND) {
				if (again)
					return 0;
				again = true;
				continue;
			}
			if (e != 1)
				return e;
			continue;
		}
		if (e != ERR_NOTFOUND)
			return e;
		tries++;
	}
	return skip_hole(r);
}

/* How many event numbers the event stands for: a removal's gap stands for what was removed. */
static uint64_t
numbers_of(const struct event *ev)
{
	int64_t removed = gap_removed_events(ev);

	return removed > 0 ? (uint64_t)removed : 1;
}

static int
take_header(struct reader *r, const char *line, size_t len)
{
	int e;

	if (r->has_header)
		return 0;
	if ((e = header_parse(line, len, &r->header)) != 0)
		return e;
	if (!r->header.has_session) {
		header_free(&r->header);
		return ERR_UNKNOWN;
	}
	r->has_header = true;
	return 0;
}

/* Put the exact bytes of a `b` event in place of the text that follows it. */
static int
merge_bytes(struct reader *r, struct event *ev)
{
	int e;

	if (ev->code == EVENT_BYTES) {
		buffer_clear(&r->bytes);
		if ((e = base64_decode(&r->bytes, ev->data, ev->len)) != 0)
			return e;
		r->has_bytes = true;
		return 0;
	}
	if (r->has_bytes) {
		ev->data = r->bytes.data ? r->bytes.data : "";
		ev->len = r->bytes.len;
		r->has_bytes = false;
	}
	return 1;
}

/* The next event of the run: 1, 0 the run is used up, negative. */
static int
next_in_run(struct reader *r, struct event *ev)
{
	const char *line, *stop;
	size_t len;
	int e;

	while (r->used < r->lines.len) {
		line = r->lines.data + r->used;
		stop = memchr(line, '\n', r->lines.len - r->used);
		if (stop == NULL)
			return ERR_FORMAT;
		len = (size_t)(stop - line);
		r->used += len + 1;
		if (*line == '{') {
			if ((e = take_header(r, line, len)) != 0)
				return e;
			continue;
		}
		if ((e = event_parse(line, len, r->time, &r->scratch, ev)) != 0)
			return e;
		ev->number = r->number;
		r->time = ev->at;
		r->number += numbers_of(ev);
		if ((e = merge_bytes(r, ev)) < 0)
			return e;
		if (e == 0 || ev->number < r->wanted) {
			if (r->number > r->wanted && e == 1)
				r->wanted = r->number;
			continue;
		}
		r->wanted = r->number;
		return 1;
	}
	return 0;
}

int
reader_next(struct reader *r, struct event *ev)
{
	int e;

	buffer_clear(&r->trouble);
	for (;;) {
		if ((e = next_in_run(r, ev)) == 1)
			return 1;
		if (e < 0) {
			/* what follows in this run can't be trusted to count right; a journal stays
			 * open, so that only later ones are looked at */
			e = fail(r, e, "event %" PRIu64, r->number);
			drop_lines(r);
			r->tail.bad = r->tail.fd >= 0;
			return e;
		}
		if ((e = take_run(r)) < 0 && r->trouble.len == 0)
			return fail(r, e, "part %" PRIu64, r->part);
		if (e != 1)
			return e;
	}
}

/* Read up to the first event, so that the header is known, and stay before it. */
static int
load_header(struct reader *r)
{
	struct event ev;
	int e;

	while (!r->has_header) {
		/* a later part that has journals alone begins with a number that we don't know yet */
		if ((e = take_run(r)) == ERR_NOTFOUND && r->first == 0) {
			r->first = r->wanted;
			continue;
		}
		if (e < 0)
			return e;
		if (e == 0)
			return walk_size(r->walk) > 0 && walk_offset(r->walk) == 0 ? ERR_UNKNOWN
										   : ERR_TRUNCATED;
		if (r->lines.len == 0 || *r->lines.data != '{')
			return ERR_FORMAT;
		if ((e = next_in_run(r, &ev)) < 0)
			return e;
	}
	r->part = r->header.part;
	return 0;
}

int
reader_open(const char *path, struct reader **out)
{
	struct reader *r;
	int e = -ENOMEM;

	*out = NULL;
	if ((r = calloc(1, sizeof *r)) == NULL)
		return e;
	r->watch = -1;
	tail_init(&r->tail);
	header_init(&r->header);
	if ((r->first_path = strdup(path)) == NULL || (e = enter_part(r, path, 0)) != 0 ||
	    (e = load_header(r)) != 0 || (e = reader_seek_event(r, 0)) != 0) {
		reader_free(r);
		return e;
	}
	*out = r;
	return 0;
}

void
reader_free(struct reader *r)
{
	size_t i;

	if (r == NULL)
		return;
	tail_close(&r->tail);
	if (r->watch >= 0)
		close(r->watch);
	walk_free(r->walk);
	for (i = 0; i < r->chart_count; i++)
		atlas_free(r->charts[i].atlas);
	free(r->charts);
	header_free(&r->header);
	buffer_free(&r->lines);
	buffer_free(&r->scratch);
	buffer_free(&r->bytes);
	buffer_free(&r->trouble);
	free(r->first_path);
	free(r->path);
	free(r);
}

uint64_t
reader_frame(const struct reader *r)
{
	return r->frame;
}

const struct header *
reader_header(const struct reader *r)
{
	return &r->header;
}

/* In this part, go to the first frame that reaches the event: 1, or 0 with the walk behind all. */
static int
seek_in_part(struct reader *r, uint64_t number)
{
	struct atlas_frame found;
	struct atlas *atlas = NULL;
	int e;

	if ((e = find_atlas(r, &atlas)) != 0 || (e = atlas_find(atlas, r->walk, number, &found)) < 0)
		return e;
	if (found.offset >= 0) {
		r->last_flags = found.flags;
		r->wanted = e == 1 ? found.first_event : found.next_event;
	}
	if (e == 1)
		walk_seek(r->walk, found.offset);
	return e;
}

int
reader_seek_event(struct reader *r, uint64_t number)
{
	int e;

	if ((e = enter_first_part(r)) != 0)
		return e;
	r->wanted = r->first;
	while ((e = seek_in_part(r, number)) == 0 && (r->last_flags & LINK_ROTATED))
		if ((e = take_next_part(r)) != 1)
			break;
	if (e < 0)
		return e;
	if (number > r->wanted)
		r->wanted = number;
	return 0;
}

enum reader_state
reader_state(struct reader *r)
{
	struct totals_end end;

	/* a live recording is asked often: without walking it all again */
	if (r->at_tail && !(r->last_flags & LINK_END) && lease_held(walk_fd(r->walk)) == 1)
		return READER_LIVE;
	/* nor one that was read to the end that it says it has */
	if (r->at_tail && (r->last_flags & (LINK_END | LINK_ROTATED)) == LINK_END)
		return r->last_flags & LINK_RECOVERED ? READER_RECOVERED : READER_COMPLETE;
	if (totals_look_at_end(r->first_path, r->path, r->part, &end) < 0)
		return READER_CUT;
	if (end.missing)
		return READER_MISSING;
	if (end.flags & LINK_END)
		return end.flags & LINK_RECOVERED ? READER_RECOVERED : READER_COMPLETE;
	return end.live ? READER_LIVE : READER_CUT;
}

int
reader_wait(struct reader *r, int timeout_ms)
{
	char events[4096], *folder;
	struct pollfd p = {.events = POLLIN};
	int n;

	if (r->watch < 0 && (r->watch = inotify_init1(IN_CLOEXEC | IN_NONBLOCK)) >= 0) {
		folder = file_folder(r->path);
		if (folder == NULL || inotify_add_watch(r->watch, folder,
			IN_MODIFY | IN_CREATE | IN_DELETE | IN_CLOSE_WRITE) < 0) {
			close(r->watch);
			r->watch = -1;
		}
		free(folder);
		/* something may have come before the watch stood */
		return r->watch >= 0 ? 1 : -EIO;
	}
	p.fd = r->watch;
	if ((n = poll(&p, r->watch >= 0, timeout_ms)) < 0)
		return errno == EINTR ? 0 : -errno;
	while (r->watch >= 0 && read(r->watch, events, sizeof events) > 0)
		;
	return n > 0;
}

const char *
reader_trouble(const struct reader *r)
{
	const char *text = buffer_string((struct buffer *)(uintptr_t)&r->trouble);

	return text ? text : "out of memory";
}
