/*
 * Writes a recording.
 *
 * Two positions: what was encoded (last_at, next_event: the end of the record as it shall be) and
 * what stands in the journal.  Between them lie the units that wait while the journal cannot be
 * written.  A unit is what one write adds: one event's line, or two with its exact bytes.
 */
#include "lib/cast/writer.h"

#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/clock.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/base/utf8.h"
#include "lib/cast/frame.h"
#include "lib/cast/framer.h"
#include "lib/cast/gap.h"
#include "lib/cast/journal.h"
#include "lib/cast/lease.h"
#include "lib/cast/part.h"

struct unit {
	uint32_t len, events;
	int64_t at;
};

struct writer {
	struct writer_options options;
	char *path; /* of the first part */
	struct header header;
	struct uuid session;
	int64_t realtime, boottime; /* the session's start */

	int64_t last_at; /* encoded */
	struct buffer line;

	/* the lines of the journal, or in a plain writer of the frame being filled */
	struct buffer frame;
	uint32_t part;
	uint64_t sequence, first_event, next_event; /* next_event: behind what is written */
	int64_t base, written_at;
	size_t bytes; /* of lines in the current journal or frame */

	/* live */
	char *part_path;
	struct framer *framer;
	struct journal journal;
	struct buffer empty; /* the next journal's lines will stand there */
	int journal_fd;
	int64_t journal_end; /* all before is whole; the file may be longer after a failure */
	bool torn;
	int64_t part_began;
	bool removed; /* and nobody was told */
	struct buffer waiting; /* struct unit, then its lines; again */
	uint64_t lost_bytes, lost_events, lost_reported;
	int64_t lost_from, lost_to;
	int why; /* what writing failed at last */

	/* plain */
	struct part *plain;
	int plain_fd;
	char *temporary;
};

static int64_t
realtime_at(const struct writer *w, int64_t at)
{
	/* as the clock says now, counted back: a clock that was set shows in the next link */
	if (w->options.live)
		return clock_realtime_ms() - (clock_boottime_ms() - (w->boottime + at));
	return w->realtime + at;
}

static int
open_part(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOCTTY, 0600), r;

	if (fd < 0)
		return -errno;
	if ((r = lease_take(fd)) != 0) {
		close(fd);
		return r;
	}
	return fd;
}

/* The line that opens a part. */
static int
put_header(struct writer *w, struct buffer *out)
{
	w->header.part = w->part;
	w->header.base = w->written_at;
	return header_encode(out, &w->header);
}

/* A journal's file under its name, empty: one that is done with, or a new one.  A descriptor, or negative. */
static int
open_journal(struct writer *w, const char *path)
{
	char *spare = framer_spare(w->framer);
	int fd = -1;

	if (spare != NULL) {
		if (renameat2(AT_FDCWD, spare, AT_FDCWD, path, RENAME_NOREPLACE) != 0)
			unlink(spare);
		else if ((fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW)) < 0)
			unlink(path);
		free(spare);
	}
	if (fd < 0)
		fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOCTTY, 0600);
	return fd < 0 ? -errno : fd;
}

/*
 * Begin the journal of w->sequence, with the header when it opens a part; the old one stays
 * current if any of that fails.
 */
static int
begin_journal(struct writer *w, bool opens_part)
{
	struct journal j = {.session = w->session, .part = w->part, .sequence = w->sequence,
	    .first_event = w->next_event, .base = w->written_at,
	    .realtime = realtime_at(w, w->written_at), .boottime = w->boottime + w->written_at};
	char *path = journal_path(w->part_path, w->sequence);
	struct buffer head = {0};
	size_t head_len;
	int fd, r = -ENOMEM;

	if (path == NULL)
		return r;
	j.has_link = framer_last(w->framer, &j.link_sequence, j.link_digest);
	if ((r = journal_encode(&head, &j)) != 0)
		goto done;
	head_len = head.len;
	if (opens_part && (r = put_header(w, &head)) != 0)
		goto done;
	if ((fd = open_journal(w, path)) < 0) {
		r = fd;
		goto done;
	}
	if ((r = file_write(fd, head.data, head.len)) != 0) {
		close(fd);
		unlink(path);
		goto done;
	}
	framer_current(w->framer, fd);
	if (w->journal_fd >= 0)
		close(w->journal_fd);
	w->journal_fd = fd;
	w->journal_end = (int64_t)head.len;
	w->torn = false;
	w->first_event = w->next_event;
	w->base = w->written_at;
	w->bytes = head.len - head_len;
	w->journal = j;
	buffer_add(&w->frame, head.data + head_len, w->bytes);
	framer_touch(w->framer);
done:
	buffer_free(&head);
	free(path);
	return r;
}

static int
append_journal(struct writer *w, const char *data, size_t len)
{
	int r;

	if (w->torn) {
		if (ftruncate(w->journal_fd, w->journal_end) != 0)
			return -errno;
		w->torn = false;
	}
	if ((r = file_pwrite(w->journal_fd, data, len, w->journal_end)) != 0) {
		w->torn = ftruncate(w->journal_fd, w->journal_end) != 0;
		return r;
	}
	w->journal_end += (int64_t)len;
	w->bytes += len;
	/* where there is no memory for them, they will be read from the journal */
	buffer_add(&w->frame, data, len);
	framer_touch(w->framer);
	return 0;
}

static bool
wants_rotation(struct writer *w)
{
	/* what nobody finds any more gets nothing more; and that it is so must be said, however soon it is over */
	if (framer_is_removed(w->framer)) {
		w->removed = true;
		return true;
	}
	if (w->options.rotate_bytes > 0 && framer_part_size(w->framer) >= w->options.rotate_bytes)
		return true;
	return w->options.rotate_ms > 0 && w->written_at - w->part_began >= w->options.rotate_ms;
}

/* Hand the journal that is full to the thread. */
static int
hand_over(struct writer *w, const struct journal *j, struct buffer *lines, int64_t realtime)
{
	int r = framer_complete(w->framer, j, lines, realtime);

	w->empty = *lines;
	*lines = (struct buffer){0};
	return r;
}

static int
next_part(struct writer *w, const struct journal *full, struct buffer *lines, int64_t realtime)
{
	char *path = part_path(w->path, w->part + 1), *before = w->part_path;
	int fd, r;

	if (path == NULL)
		return -ENOMEM;
	if ((fd = open_part(path)) < 0) {
		free(path);
		return fd;
	}
	/* the frame that ends the old part takes a number of its own */
	w->part_path = path;
	w->part++;
	w->sequence += 2;
	if ((r = begin_journal(w, true)) != 0) {
		w->part_path = before;
		w->part--;
		w->sequence -= 2;
		close(fd);
		unlink(path);
		free(path);
		return r;
	}
	w->part_began = w->written_at;
	free(before);
	if ((r = hand_over(w, full, lines, realtime)) != 0) {
		close(fd);
		return r;
	}
	return framer_rotate(w->framer, w->sequence - 1, path, fd);
}

/* The current journal is full: begin the next, and hand this one to the thread. */
static int
next_journal(struct writer *w)
{
	int64_t realtime = realtime_at(w, w->written_at);
	struct journal full = w->journal;
	struct buffer lines = w->frame;
	int r;

	w->frame = w->empty;
	w->empty = (struct buffer){0};
	if (wants_rotation(w)) {
		r = next_part(w, &full, &lines, realtime);
	} else {
		w->sequence++;
		if ((r = begin_journal(w, false)) == 0)
			r = hand_over(w, &full, &lines, realtime);
		else
			w->sequence--;
	}
	/* still ours: no journal was begun, and the old one goes on */
	if (lines.data != NULL) {
		w->empty = w->frame;
		w->frame = lines;
	}
	return r;
}

static int
seal_plain(struct writer *w, uint8_t flags)
{
	struct part_frame f = {.lines = w->frame.data, .len = w->frame.len,
	    .flags = flags | (w->header.witnessed ? 0 : LINK_IMPORTED), .session = w->session,
	    .sequence = w->sequence, .first_event = w->first_event, .base = w->base,
	    .base_realtime = realtime_at(w, w->base), .base_boottime = w->boottime + w->base,
	    .last_realtime = INT64_MIN};
	int r;

	if ((r = part_seal(w->plain, &f)) != 0)
		return r;
	if (w->options.listener.framed != NULL)
		w->options.listener.framed(w->options.listener.context, part_last(w->plain), part_last_digest(w->plain));
	buffer_clear(&w->frame);
	w->sequence++;
	w->first_event = w->next_event;
	w->base = w->written_at;
	w->bytes = 0;
	return 0;
}

static int
append_unit(struct writer *w, const char *data, const struct unit *u)
{
	int r;

	if (w->bytes > 0 && w->bytes + u->len > FRAME_LINES_TARGET) {
		r = w->options.live ? next_journal(w) : seal_plain(w, 0);
		if (r != 0)
			return r;
	}
	if (w->options.live) {
		if ((r = append_journal(w, data, u->len)) != 0)
			return r;
	} else {
		buffer_add(&w->frame, data, u->len);
		if ((r = buffer_status(&w->frame)) != 0)
			return r;
		w->bytes += u->len;
	}
	w->next_event += u->events;
	w->written_at = u->at;
	return 0;
}

static void
lose(struct writer *w, const struct event *ev)
{
	if (w->lost_events == 0)
		w->lost_from = ev->at;
	w->lost_to = ev->at;
	w->lost_events++;
	if (ev->code == EVENT_OUTPUT)
		w->lost_bytes += ev->len;
}

static int
put_one(struct writer *w, const struct event *ev)
{
	struct unit u;
	int n, r = 0;

	buffer_clear(&w->line);
	if ((n = event_encode(&w->line, w->last_at, ev)) < 0)
		return n;
	u = (struct unit){(uint32_t)w->line.len, (uint32_t)n,
	    ev->at > w->last_at ? ev->at : w->last_at};
	if (w->waiting.len == 0 && w->lost_events == 0 &&
	    (r = append_unit(w, w->line.data, &u)) == 0) {
		w->last_at = u.at;
		return 0;
	}
	if (!w->options.live)
		return r;
	if (r != 0)
		w->why = r;
	if (w->lost_events > 0 || w->waiting.len + sizeof u + u.len > WRITER_WAITING_MAX) {
		lose(w, ev);
	} else {
		buffer_add(&w->waiting, &u, sizeof u);
		buffer_add(&w->waiting, w->line.data, u.len);
		if (w->waiting.broken)
			return -ENOMEM;
		w->last_at = u.at;
	}
	return r ? r : -EAGAIN;
}

int
writer_put(struct writer *w, const struct event *ev)
{
	struct event piece = *ev;
	size_t left = ev->len, n;
	int r, worst = 0;

	if (left <= EVENT_DATA_MAX)
		return put_one(w, ev);
	for (; left > 0; piece.data += n, left -= n) {
		n = left < EVENT_DATA_MAX ? left : EVENT_DATA_MAX;
		if (n < left && n > 3)
			n -= utf8_incomplete_tail(piece.data, n);
		piece.len = n;
		if ((r = put_one(w, &piece)) != 0) {
			worst = r;
			if (!w->options.live)
				break;
		}
	}
	return worst;
}

/* What was lost becomes an event of its own, once there is room. */
static int
put_gap(struct writer *w)
{
	struct gap gap = {.bytes = w->lost_bytes - w->lost_reported, .events = w->lost_events,
	    .from = w->lost_from, .to = w->lost_to, .why = error_text(w->why)};
	struct event ev = {.at = w->lost_to, .code = EVENT_GAP};
	struct unit u = {.events = 1, .at = w->lost_to > w->last_at ? w->lost_to : w->last_at};
	struct buffer text = {0};
	int r;

	if ((r = gap_encode_lost(&text, &gap)) != 0)
		goto done;
	ev.data = text.data;
	ev.len = text.len;
	buffer_clear(&w->line);
	if ((r = event_encode(&w->line, w->last_at, &ev)) < 0)
		goto done;
	u.len = (uint32_t)w->line.len;
	if ((r = append_unit(w, w->line.data, &u)) == 0) {
		w->last_at = u.at;
		w->lost_events = 0;
		w->lost_reported = w->lost_bytes;
	}
done:
	buffer_free(&text);
	return r;
}

int
writer_retry(struct writer *w)
{
	struct unit u;
	size_t done = 0;
	int r = 0;

	while (done < w->waiting.len) {
		memcpy(&u, w->waiting.data + done, sizeof u);
		if ((r = append_unit(w, w->waiting.data + done + sizeof u, &u)) != 0) {
			w->why = r;
			break;
		}
		done += sizeof u + u.len;
	}
	buffer_consume(&w->waiting, done);
	if (r == 0 && w->lost_events > 0)
		r = put_gap(w);
	if (r == 0 && w->options.live && w->bytes > 0 && framer_is_removed(w->framer))
		r = next_journal(w);
	return r;
}

int
writer_trouble(struct writer *w)
{
	if (w->removed) {
		w->removed = false;
		return ERR_REMOVED;
	}
	return w->framer ? framer_trouble(w->framer) : 0;
}

static void
writer_free(struct writer *w)
{
	if (w->journal_fd >= 0)
		close(w->journal_fd);
	part_free(w->plain);
	file_abandon(&w->plain_fd, &w->temporary);
	buffer_free(&w->frame);
	buffer_free(&w->empty);
	buffer_free(&w->line);
	buffer_free(&w->waiting);
	header_free(&w->header);
	free(w->part_path);
	free(w->path);
	free(w);
}

static int
begin_live(struct writer *w)
{
	int fd, r;

	if ((w->part_path = strdup(w->path)) == NULL)
		return -ENOMEM;
	if ((fd = open_part(w->path)) < 0)
		return fd;
	if ((r = framer_new(w->path, fd, w->options.level, &w->options.listener, &w->framer)) != 0)
		goto failed;
	if ((r = begin_journal(w, true)) != 0) {
		framer_drop(w->framer);
		w->framer = NULL;
		goto failed;
	}
	return 0;
failed:
	/* nothing was recorded in it */
	unlink(w->path);
	return r;
}

static int
begin_plain(struct writer *w)
{
	int r;

	if (access(w->path, F_OK) == 0)
		return -EEXIST;
	if ((r = file_begin_replace(w->path, &w->plain_fd, &w->temporary)) != 0 ||
	    (r = part_new(w->plain_fd, w->options.level, &w->plain)) != 0)
		return r;
	if ((r = put_header(w, &w->frame)) == 0)
		w->bytes = w->frame.len;
	return r;
}

/* An own copy, by way of the text: there is no other way that could forget a member. */
static int
copy_header(struct header *to, const struct header *from)
{
	struct buffer line = {0};
	int r = header_encode(&line, from);

	if (r == 0)
		r = header_parse(line.data, line.len - 1, to);
	buffer_free(&line);
	return r;
}

int
writer_new(const char *path, const struct header *h, const struct writer_options *options,
    struct writer **out)
{
	struct writer *w;
	int r;

	*out = NULL;
	if (!h->has_session || h->realtime == HEADER_NONE || h->boottime == HEADER_NONE)
		return ERR_RANGE;
	if ((w = calloc(1, sizeof *w)) == NULL)
		return -ENOMEM;
	w->options = *options;
	w->journal_fd = w->plain_fd = -1;
	w->session = h->session;
	w->realtime = h->realtime;
	w->boottime = h->boottime;
	header_init(&w->header);
	if ((r = copy_header(&w->header, h)) != 0)
		goto failed;
	if ((w->path = strdup(path)) == NULL) {
		r = -ENOMEM;
		goto failed;
	}
	if ((r = options->live ? begin_live(w) : begin_plain(w)) != 0)
		goto failed;
	*out = w;
	return 0;
failed:
	writer_free(w);
	return r;
}

static int
close_plain(struct writer *w)
{
	int r;

	if ((r = seal_plain(w, LINK_END)) != 0 || (r = part_finish(w->plain)) != 0)
		return r;
	/* not over somebody's file that came meanwhile */
	if (access(w->path, F_OK) == 0)
		return -EEXIST;
	return file_replace(w->path, &w->plain_fd, &w->temporary);
}

int
writer_close_leased(struct writer *w, int *lease)
{
	int r, late;

	*lease = -1;
	if (w->options.live) {
		r = writer_retry(w);
		if (r == 0) {
			r = framer_finish(w->framer, &w->journal, &w->frame, realtime_at(w, w->written_at), lease);
		} else {
			/* what waits in memory is lost now, and END would deny it */
			framer_drop(w->framer);
		}
		late = 0;
	} else {
		late = close_plain(w);
		r = 0;
	}
	writer_free(w);
	return r ? r : late;
}

int
writer_close(struct writer *w)
{
	int lease, r = writer_close_leased(w, &lease);

	if (lease >= 0)
		close(lease);
	return r;
}

void
writer_drop(struct writer *w)
{
	if (w == NULL)
		return;
	if (w->framer != NULL)
		framer_drop(w->framer);
	writer_free(w);
}
