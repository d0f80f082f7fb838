/* Verifies a recording by itself. */
#include "lib/cast/check.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/cast/evidence.h"
#include "lib/cast/frame.h"
#include "lib/cast/gap.h"
#include "lib/cast/header.h"
#include "lib/cast/journal.h"
#include "lib/cast/lease.h"
#include "lib/cast/part.h"
#include "lib/cast/walk.h"

struct check {
	struct check_result *result;
	const struct check_listener *listener;
	const char *path;
	uint32_t part;
	struct link last;
	bool has_last;
	struct buffer plain, lines, runs, scratch;
	struct walk *walk;
	struct walk_item item;
	struct walk_cover cover;
	struct buffer entries; /* the seek table as it must be */
	uint64_t next_event;   /* behind frames and journals; so are time and boottime */
	int64_t time, boottime;
	bool begun;      /* boottime is known */
	bool begun_part; /* its header was read */
};

/* Note a finding; only the first is kept, unless a worse one comes. */
static void
found(struct check *c, enum check_verdict verdict, const char *what)
{
	struct check_result *r = c->result;

	if (verdict <= r->verdict)
		return;
	r->verdict = verdict;
	free(r->path);
	r->path = strdup(c->path);
	r->offset = c->item.offset;
	r->sequence = c->item.link.sequence;
	buffer_clear(&r->what);
	buffer_adds(&r->what, what);
}

static size_t
line_count(const struct check *c)
{
	return c->lines.len / sizeof(struct evidence_line);
}

/* The header line must be this session's and this part's. */
static bool
header_fits(const char *line, size_t len, const struct uuid *session, uint32_t part, int64_t base,
    bool witnessed)
{
	struct header h;
	bool fits;

	if (header_parse(line, len - 1, &h) != 0)
		return false;
	fits = h.has_session && memcmp(&h.session, session, sizeof h.session) == 0 &&
	    h.part == part && h.base == base && h.witnessed == witnessed;
	header_free(&h);
	return fits;
}

static bool
link_header_fits(const struct link *l, const struct evidence_line *line)
{
	return header_fits(line->data, line->len, &l->session, l->part, l->base,
	    !(l->flags & LINK_IMPORTED));
}

/* An event's line: what it says of removed events is the only text that is wanted here. */
static int
take_event(struct check *c, const struct evidence_line *line, int64_t base, struct event *ev)
{
	int r;

	if ((r = event_check(line->data, line->len - 1, base, ev)) == 0 && ev->code == EVENT_GAP)
		r = event_parse(line->data, line->len - 1, base, &c->scratch, ev);
	return r;
}

/* Lines against runs and numbers: NULL, or what is wrong. */
static const char *
check_lines(struct check *c)
{
	const struct evidence_line *line = (struct evidence_line *)(void *)c->lines.data;
	const struct evidence_run *run = (struct evidence_run *)(void *)c->runs.data;
	size_t runs = c->runs.len / sizeof *run, i, j;
	const struct link *l = &c->item.link;
	int64_t time = l->base, removed;
	uint64_t bytes = 0;
	bool header = l->lines != l->events, any_removed = false;
	struct event ev;

	for (i = 0; i < runs; i++) {
		for (j = 0; j < (run[i].removed ? 1 : run[i].count); j++, line++) {
			if (header && run[i].first == 0 && j == 0) {
				if (run[i].removed || !link_header_fits(l, line))
					return "its header is not this recording's";
				bytes += line->len;
				continue;
			}
			if (take_event(c, line, time, &ev) != 0)
				return "a line in it is no event";
			time = ev.at;
			removed = gap_removed_events(&ev);
			if (run[i].removed ? removed != (int64_t)run[i].count : removed >= 0)
				return "its removed lines don't agree with its proof";
			if (run[i].removed) {
				any_removed = true;
				c->result->removed += run[i].count;
			}
			bytes += line->len;
		}
	}
	if (time != l->last)
		return "its times don't add up to what its link says";
	if (!any_removed && bytes != l->bytes)
		return "its size is not what its link says";
	return NULL;
}

static const char *
check_chain(struct check *c)
{
	static const unsigned char zero[DIGEST_SIZE];
	const struct link *l = &c->item.link;
	const char *what;

	if (l->last_boottime < l->base_boottime)
		return "its boot time runs backwards";
	if ((l->lines != l->events) != (!c->has_last || c->last.part != l->part))
		return "the header that opens a part is missing, or stands elsewhere";
	if (c->has_last) {
		if (link_follows(&c->last, l, &what) == 0)
			return NULL;
		buffer_clear(&c->scratch);
		buffer_addf(&c->scratch, "it does not follow the frame before it: %s does not fit",
		    what ? what : "the digest");
		return buffer_string(&c->scratch);
	}
	if (l->part != c->part)
		return "it belongs to another part";
	if (c->part == 0 && (l->sequence != 0 || l->first_event != 0 || l->base != 0 ||
				memcmp(l->before, zero, DIGEST_SIZE) != 0))
		return "frames before it are missing";
	return NULL;
}

static void
note_clock(struct check *c)
{
	const struct link *l = &c->item.link;
	int64_t drift = (l->last_realtime - l->base_realtime) - (l->last_boottime - l->base_boottime);

	if (c->has_last)
		drift += l->base_realtime - c->last.last_realtime -
		    (l->base_boottime - c->last.last_boottime);
	/* slewing and rounding give a few milliseconds */
	if (drift > 1000 || drift < -1000)
		buffer_addf(&c->result->notes, "frame %" PRIu64 ": the clock was set by %+.3f s\n",
		    l->sequence, (double)drift / 1000);
}

static void
add_entries(struct check *c)
{
	struct frame_entry pair[2] = {{(uint32_t)c->item.stored, walk_is_share(&c->item) || c->cover.content < 0 ? 0 : (uint32_t)c->cover.content},
	    {(uint32_t)c->item.link_len, 0}};

	buffer_add(&c->entries, pair, sizeof pair);
}

static int
tell_link(struct check *c)
{
	unsigned char digest[DIGEST_SIZE];
	int r;

	if (c->listener == NULL)
		return buffer_status(&c->entries);
	if ((r = link_digest(&c->item.link, digest)) != 0)
		return r;
	c->listener->link(c->listener->context, &c->item.link, digest, c->path, c->item.offset);
	return buffer_status(&c->entries);
}

static int
check_frame(struct check *c)
{
	const struct walk_item *item = &c->item;
	unsigned char root[DIGEST_SIZE];
	const char *what;
	int r;

	c->result->frames++;
	c->result->events += item->link.events;
	c->result->lines += item->link.bytes;
	if (item->link.flags & LINK_RECOVERED)
		c->result->recovered = true;
	if (item->link.flags & LINK_IMPORTED)
		c->result->imported = true;
	if ((r = link_check_container(item->frame, item->stored, item->link_bytes,
		 item->link_len)) < 0)
		return r;
	if (r == 0) {
		c->result->damages++;
		found(c, CHECK_DAMAGED, "its stored bytes were changed; its lines verify all the same");
	}
	if ((what = check_chain(c)) != NULL || (what = walk_cover_next(c->walk, &c->cover, item)) != NULL)
		found(c, CHECK_TAMPERED, what);
	buffer_clear(&c->plain);
	buffer_clear(&c->runs);
	/* the evidence digest is a better checksum than the frame's own */
	if (walk_lines(c->walk, item, true, &c->plain) != 0 ||
	    evidence_split(c->plain.data, c->plain.len, &c->lines) != 0)
		found(c, CHECK_TAMPERED, "its lines can't be read any more");
	else if (evidence_walk(item->link.lines, item->link.salts, item->link.salts_len,
		     (struct evidence_line *)(void *)c->lines.data, line_count(c), true,
		     root, &c->runs) != 0)
		found(c, CHECK_TAMPERED, "its lines don't agree with its proof");
	else if (memcmp(root, item->link.evidence, DIGEST_SIZE) != 0)
		found(c, CHECK_TAMPERED, "a line in it was changed, or the digest that proves it");
	else if ((what = check_lines(c)) != NULL)
		found(c, CHECK_TAMPERED, what);
	c->cover.linked += (int64_t)c->plain.len;
	note_clock(c);
	add_entries(c);
	return tell_link(c);
}

/* The lines of a journal: nothing proves them yet.  NULL, or what is wrong. */
static const char *
check_journal_lines(struct check *c, const struct journal *j)
{
	const char *at = c->plain.data, *end = at + c->plain.len, *stop;
	bool opens_part = !c->begun_part;
	struct event ev;
	size_t len;

	for (; at < end; at = stop + 1) {
		stop = memchr(at, '\n', (size_t)(end - at));
		len = (size_t)(stop + 1 - at);
		if (opens_part && at == c->plain.data) {
			if (!header_fits(at, len, &j->session, j->part, j->base, true))
				return "the header in a journal beside it is not this recording's";
			c->begun_part = true;
			continue;
		}
		if (event_check(at, len - 1, c->time, &ev) != 0)
			return "a line in a journal beside it is no event";
		c->boottime += ev.at - c->time;
		c->time = ev.at;
		c->result->events++;
		c->next_event++;
	}
	c->result->lines += c->plain.len;
	return NULL;
}

/* A journal: 0, or 1 when it does not continue what was read before it. */
static int
check_journal(struct check *c, uint64_t sequence)
{
	const char *what;
	struct journal j;
	size_t cut;
	int r;

	r = journal_load(c->path, sequence, &j, &c->plain, &cut);
	if (r == -ENOENT || r == ERR_FORMAT)
		return 0; /* framed meanwhile, or just being begun */
	if (r != 0)
		return r;
	if ((c->has_last && memcmp(&j.session, &c->last.session, sizeof j.session) != 0) ||
	    j.part != c->part || j.first_event != c->next_event ||
	    j.base != c->time || (c->begun && j.boottime < c->boottime))
		return 1;
	c->result->journals++;
	c->boottime = j.boottime;
	c->begun = true;
	if (c->plain.len > 0 && (what = check_journal_lines(c, &j)) != NULL)
		found(c, CHECK_TAMPERED, what);
	return 0;
}

/* All journals that are not framed: 0, or 1 when one does not continue what stands before it. */
static int
check_journals(struct check *c)
{
	uint64_t *list;
	size_t n, i;
	int r;

	if ((r = journal_list(c->path, &list, &n)) != 0)
		return r;
	for (i = 0; i < n && r == 0; i++)
		if (!c->has_last || list[i] > c->last.sequence)
			r = check_journal(c, list[i]);
	free(list);
	return r;
}

static bool
table_fits(const struct check *c)
{
	const struct frame_entry *wanted = (struct frame_entry *)(void *)c->entries.data;
	struct frame_entry *entries;
	size_t n;
	bool fits;

	if (frame_load_seek_table(walk_fd(c->walk), walk_size(c->walk), &entries, &n) != 0)
		return false;
	fits = n * sizeof *entries == c->entries.len &&
	    (n == 0 || memcmp(entries, wanted, c->entries.len) == 0);
	free(entries);
	return fits;
}

/* Has this part its end?  Frames of an earlier part don't count. */
static bool
has_ended(const struct check *c)
{
	return c->has_last && c->last.part == c->part && c->last.flags & LINK_END;
}

static void
judge_tail(struct check *c)
{
	bool ended = has_ended(c);

	c->item.offset = walk_offset(c->walk);
	c->item.link.sequence = c->has_last ? c->last.sequence + 1 : 0;
	if (!walk_is_covered(&c->cover) && ended)
		found(c, CHECK_TAMPERED, "before this place there are lines that no link proves");
	else if (!walk_is_covered(&c->cover))
		found(c, CHECK_DAMAGED, "the file stops before the links of all lines that it has");
	switch (walk_tail(c->walk)) {
	case WALK_FOREIGN:
		/* behind the end no line can be, nor could one have been */
		if (ended)
			found(c, CHECK_DAMAGED, "bytes that are no frame, nor the seek table, stand behind the last frame");
		else
			found(c, CHECK_TAMPERED, "bytes that are no frame stand here");
		break;
	case WALK_PARTIAL:
		if (c->result->live)
			break; /* it is just being written */
		if (ended)
			found(c, CHECK_DAMAGED, "the seek table behind the last frame is broken");
		else
			found(c, CHECK_DAMAGED, "the file stops in the middle of a frame");
		break;
	case WALK_NOTHING:
		if (ended && !c->result->live)
			found(c, CHECK_DAMAGED, "the seek table behind the last frame is missing");
		break;
	case WALK_TABLE:
		if (!ended)
			found(c, CHECK_TAMPERED, "the last frames are missing before the seek table");
		else if (!table_fits(c))
			found(c, CHECK_DAMAGED, "the seek table does not fit the frames before it");
		break;
	}
}

/* All frames that are whole by now: how many, or a negative code. */
static int
check_frames(struct check *c)
{
	int r, n = 0;

	while ((r = walk_next(c->walk, true, &c->item)) == 1) {
		if ((r = check_frame(c)) != 0)
			return r;
		c->last = c->item.link;
		c->last.salts = NULL;
		c->has_last = true;
		n++;
	}
	return r < 0 ? r : n;
}

/*
 * Frames, then journals.  A recorder may frame and remove a journal between our two looks; then
 * there are new frames, and both are looked at again.
 */
static int
check_contents(struct check *c)
{
	struct check_result before;
	int frames, r;

	for (;;) {
		if ((frames = check_frames(c)) < 0)
			return frames;
		c->begun_part = c->has_last && c->last.part == c->part;
		if (c->begun_part) {
			c->next_event = c->last.first_event + c->last.events;
			c->time = c->last.last;
			c->boottime = c->last.last_boottime;
			c->begun = true;
		}
		if (has_ended(c))
			return 0;
		before = *c->result;
		if ((r = check_journals(c)) <= 0)
			return r;
		c->result->events = before.events;
		c->result->lines = before.lines;
		c->result->journals = before.journals;
		if ((frames = check_frames(c)) < 0)
			return frames;
		if (frames == 0) {
			found(c, CHECK_TAMPERED, "a journal beside it does not continue it");
			return 0;
		}
	}
}

static int
check_part(struct check *c)
{
	int r;

	if ((r = walk_open(c->path, &c->walk)) != 0)
		return r;
	buffer_clear(&c->entries);
	c->cover = (struct walk_cover){0};
	c->result->live = lease_held(walk_fd(c->walk)) == 1;
	if ((r = check_contents(c)) == 0)
		judge_tail(c);
	walk_free(c->walk);
	c->walk = NULL;
	c->result->parts++;
	return r;
}

/* Is there another part to look at? */
static bool
goes_on(const struct check *c)
{
	char *next;
	bool there;

	if (has_ended(c))
		return c->last.flags & LINK_ROTATED;
	/* a recorder may have died between two parts; while it lives, this one is about to end */
	if (c->result->live || (next = part_path(c->path, c->part + 1)) == NULL)
		return false;
	there = access(next, F_OK) == 0;
	free(next);
	return there;
}

int
check_recording(const char *path, const struct check_listener *listener, struct check_result *result)
{
	struct check c = {.result = result, .listener = listener};
	char *part = NULL;
	int r;

	memset(result, 0, sizeof *result);
	for (;;) {
		free(part);
		if ((part = part_path(path, c.part)) == NULL) {
			r = -ENOMEM;
			break;
		}
		c.path = part;
		if ((r = check_part(&c)) != 0) {
			if (r == -ENOENT && (c.part > 0 || strcmp(part, path) != 0)) {
				found(&c, CHECK_TAMPERED, "this part of the recording is missing");
				r = 0;
			}
			break;
		}
		if (!c.has_last && result->journals == 0 && result->verdict == CHECK_INTACT) {
			r = ERR_UNKNOWN;
			break;
		}
		if (!goes_on(&c))
			break;
		c.part++;
	}
	result->complete = has_ended(&c) && !(c.last.flags & LINK_ROTATED);
	free(part);
	buffer_free(&c.plain);
	buffer_free(&c.lines);
	buffer_free(&c.runs);
	buffer_free(&c.scratch);
	buffer_free(&c.entries);
	return r;
}

void
check_release(struct check_result *r)
{
	free(r->path);
	r->path = NULL;
	buffer_free(&r->what);
	buffer_free(&r->notes);
}
