/*
 * Tampers with a store in every known way.
 *
 * A file is taken as units (the lines of a log, the notes of the checkpoints, a recording's frames with their links), and
 * a way changes units.  Each change is made to the specimen's file, looked at, and taken back.
 */
#include "trail/tamper.h"

#include <errno.h>
#include <fcntl.h>
#include <ftw.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/armour.h"
#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/base/report.h"
#include "lib/cast/remake.h"
#include "lib/cast/walk.h"
#include "lib/trail/checkpoint.h"
#include "lib/trail/merkle.h"
#include "trail/court.h"
#include "trail/specimen.h"

#define FILE_MAX (16u * 1024 * 1024)
#define FEW 12 /* of each way, where nobody says how many */

enum file_kind { LOG, CHECKPOINTS, RECORDING };

struct unit {
	size_t from, to;
};

/* A file in memory, and what is done to it. */
struct patient {
	struct specimen *specimen;
	const char *path;
	enum file_kind kind;
	struct buffer bytes, was; /* as it is to be, and as it was */
	struct unit *units;
	size_t count;
	unsigned session;         /* of a recording */
	size_t place;             /* the unit at which the change must be found, */
	size_t offset;            /* and, in a recording, the byte */
};

enum expected {
	FOUND,           /* by the store itself, at its place */
	FOUND_ANYWHERE,  /* by the store itself */
	WITNESSED,       /* only by a witness; the store itself says nothing */
	NOTHING,         /* nothing was changed that counts: no alarm */
};

struct way {
	const char *name;
	enum file_kind kind;
	bool (*change)(struct patient *); /* false: it can't be done here */
	enum expected expected;
	bool sealed;     /* only in a store whose keys change; else only in a personal one */
	bool both;       /* in either */
};

static uint64_t state = 1;

static size_t
any(size_t below)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (size_t)((state >> 33) % (below ? below : 1));
}

/* Units. */

static bool
add_unit(struct patient *p, size_t from, size_t to)
{
	struct unit *more = reallocarray(p->units, p->count + 1, sizeof *more);

	if (more == NULL)
		return false;
	p->units = more;
	p->units[p->count++] = (struct unit){from, to};
	return true;
}

static bool
split_lines(struct patient *p)
{
	const char *at = p->bytes.data, *end = at + p->bytes.len, *stop;

	for (; at < end && (stop = memchr(at, '\n', (size_t)(end - at))) != NULL; at = stop + 1)
		if (!add_unit(p, (size_t)(at - p->bytes.data), (size_t)(stop + 1 - p->bytes.data)))
			return false;
	return true;
}

static bool
split_notes(struct patient *p)
{
	struct checkpoint c;
	size_t at = 0, from;

	while (from = at, checkpoint_next(p->bytes.data, p->bytes.len, &at, &c) == 1) {
		if (at < p->bytes.len)
			at++; /* the empty line */
		if (!add_unit(p, from, at))
			return false;
	}
	return true;
}

static bool
split_frames(struct patient *p)
{
	struct walk_item item;
	struct walk *walk;
	bool fine = walk_open(p->path, &walk) == 0;

	while (fine && walk_next(walk, false, &item) == 1)
		fine = add_unit(p, (size_t)item.offset, (size_t)item.link_offset + item.link_len);
	walk_free(walk);
	return fine;
}

static size_t
size_of(const struct unit *u)
{
	return u->to - u->from;
}

/* The bytes anew: units in the given order (numbers), then whatever stood behind the last. */
static bool
arrange(struct patient *p, const size_t *order, size_t n)
{
	size_t i, tail = p->units[p->count - 1].to;

	buffer_clear(&p->bytes);
	for (i = 0; i < n; i++) {
		if (i == p->place)
			p->offset = p->bytes.len;
		buffer_add(&p->bytes, p->was.data + p->units[order[i]].from, size_of(&p->units[order[i]]));
	}
	if (p->place >= n)
		p->offset = p->bytes.len;
	buffer_add(&p->bytes, p->was.data + tail, p->was.len - tail);
	return buffer_status(&p->bytes) == 0;
}

/* All numbers, with room for one more. */
static size_t *
all_units(const struct patient *p)
{
	size_t *order = calloc(p->count + 1, sizeof *order), i;

	for (i = 0; order != NULL && i < p->count; i++)
		order[i] = i;
	return order;
}

/* Ways: files of any kind. */

static bool
flip_bit(struct patient *p)
{
	size_t at = any(p->bytes.len);

	for (p->place = 0; p->place + 1 < p->count && p->units[p->place].to <= at; p->place++)
		;
	p->offset = at < p->units[p->place].to ? p->units[p->place].from : p->units[p->place].to;
	/* the newest checkpoint without its last lines is one that a crash tore: what it covered is said to be uncovered */
	if (p->kind == CHECKPOINTS && p->place + 1 == p->count && p->bytes.data[at] == '\n')
		return false;
	p->bytes.data[at] = (char)(p->bytes.data[at] ^ (1 << any(8)));
	return true;
}

static bool
swap_units(struct patient *p)
{
	size_t *order = all_units(p), i = any(p->count), j = any(p->count);
	bool done = order != NULL && i != j;

	if (done) {
		order[i] = j;
		order[j] = i;
		p->place = i < j ? i : j;
		done = arrange(p, order, p->count);
	}
	free(order);
	return done;
}

static bool
drop_unit(struct patient *p)
{
	size_t *order = all_units(p), i = any(p->count);
	bool done = order != NULL;

	if (done) {
		memmove(order + i, order + i + 1, (p->count - i) * sizeof *order);
		p->place = i;
		done = arrange(p, order, p->count - 1);
	}
	free(order);
	return done;
}

static bool
repeat_unit(struct patient *p)
{
	size_t *order = all_units(p), i = any(p->count);
	bool done = order != NULL;

	if (done) {
		memmove(order + i + 1, order + i, (p->count - i) * sizeof *order);
		p->place = i + 1;
		done = arrange(p, order, p->count + 1);
	}
	free(order);
	return done;
}

static bool
cut_at_unit(struct patient *p)
{
	p->place = any(p->count);
	p->bytes.len = p->units[p->place].from;
	return true;
}

static bool
cut_in_unit(struct patient *p)
{
	const struct unit *u = &p->units[p->place = any(p->count)];

	if (size_of(u) < 3)
		return false;
	p->bytes.len = u->from + 1 + any(size_of(u) - 2);
	return true;
}

static bool
append_rubbish(struct patient *p)
{
	size_t i, n = 1 + any(100);

	for (i = 0; i < n; i++)
		buffer_addc(&p->bytes, (char)any(256));
	p->place = p->count;
	return buffer_status(&p->bytes) == 0;
}

/* Ways: recordings. */

static bool
take_other(struct patient *p, struct buffer *bytes)
{
	unsigned other = (p->session + 1 + (unsigned)any(SPECIMEN_SESSIONS - 1)) % SPECIMEN_SESSIONS;

	return file_load(p->specimen->recordings[other], FILE_MAX, bytes) == 0;
}

/* A frame of another session, with its link, where one of this stood. */
static bool
foreign_frame(struct patient *p)
{
	struct patient other = {.path = p->specimen->recordings[(p->session + 1) % SPECIMEN_SESSIONS], .kind = RECORDING};
	const struct unit *u, *w;
	bool done = file_load(other.path, FILE_MAX, &other.bytes) == 0 && split_frames(&other);

	if (done) {
		p->place = any(p->count < other.count ? p->count : other.count);
		u = &p->units[p->place];
		w = &other.units[p->place];
		p->offset = u->from;
		buffer_clear(&p->bytes);
		buffer_add(&p->bytes, p->was.data, u->from);
		buffer_add(&p->bytes, other.bytes.data + w->from, size_of(w));
		buffer_add(&p->bytes, p->was.data + u->to, p->was.len - u->to);
	}
	free(other.units);
	buffer_free(&other.bytes);
	return done;
}

static bool
foreign_file(struct patient *p)
{
	buffer_clear(&p->bytes);
	return take_other(p, &p->bytes);
}

/* The same session recorded anew as a whole, with other lines: by itself it is perfect. */
static bool
made_anew(struct patient *p)
{
	char path[4096];
	bool done;

	snprintf(path, sizeof path, "%s/anew.cast.zst", p->specimen->store);
	buffer_clear(&p->bytes);
	done = specimen_record(p->specimen, path, p->specimen->ids[p->session], 1000 + (unsigned)any(1000)) == 0 &&
	    file_load(path, FILE_MAX, &p->bytes) == 0;
	unlink(path);
	return done;
}

static bool
remove_file(struct patient *p)
{
	buffer_clear(&p->bytes);
	return unlink(p->path) == 0;
}

/* What nobody may call tampering. */

static bool
remade(struct patient *p, int level, const struct remake_removal *removal)
{
	struct remake_report report;

	if (remake_recording(p->path, level, removal, &report) != 0)
		return false;
	buffer_clear(&p->bytes);
	return file_load(p->path, FILE_MAX, &p->bytes) == 0;
}

static bool
pack(struct patient *p)
{
	return remade(p, 1 + (int)any(6), NULL);
}

static bool
redact(struct patient *p)
{
	struct remake_removal removal = {.by = "selftest", .reason = "to see that nobody cries"};

	removal.from = (int64_t)any(30000);
	removal.to = removal.from + (int64_t)any(5000);
	return remade(p, 1, &removal);
}

/* Pruned: the trail says so first. */
static bool
prune(struct patient *p)
{
	return specimen_go_on(p->specimen, "session.pruned", p->specimen->ids[p->session], "{\"reason\":\"selftest\",\"bytes\":1}") == 0 &&
	    remove_file(p);
}

/* A writer was killed in the middle of its line, and another came. */
static bool
crash(struct patient *p)
{
	static const char half[] = "{\"schema_version\":\"steno.trail.v1\",\"event_index\":99,\"time\":17";
	int fd = open(p->path, O_WRONLY | O_APPEND);
	bool done = fd >= 0 && write(fd, half, 1 + any(sizeof half - 2)) > 0;

	if (fd >= 0)
		close(fd);
	done = done && specimen_go_on(p->specimen, "trail.noted", NULL, "{\"text\":\"after a crash\"}") == 0;
	buffer_clear(&p->bytes);
	return done && file_load(p->path, FILE_MAX, &p->bytes) == 0;
}

/* Ways: the log, by somebody who knows how it is made. */

static bool
put_hash(struct patient *p, size_t end, const char *name, const unsigned char hash[DIGEST_SIZE])
{
	char hex[2 * DIGEST_SIZE + 1], *at;
	size_t from = 0;

	/* the last of its name in the bytes so far */
	at = memmem(p->bytes.data + from, end - from, name, strlen(name));
	for (char *next = at; next != NULL; next = memmem(at + 1, (size_t)(p->bytes.data + end - at - 1), name, strlen(name)))
		at = next;
	if (at == NULL)
		return false;
	hex_encode(hash, DIGEST_SIZE, hex);
	memcpy(at + strlen(name), hex, 2 * DIGEST_SIZE);
	return true;
}

/* Another time in one entry, and all digests from there on made right. */
static bool
rechain(struct patient *p, size_t from)
{
	unsigned char hash[DIGEST_SIZE];
	const char *line, *comma;
	char *digit;
	size_t i;

	if ((digit = memmem(p->bytes.data + p->units[from].from, size_of(&p->units[from]), "\"time\":", 7)) == NULL)
		return false;
	digit[17] = digit[17] == '9' ? '1' : (char)(digit[17] + 1);
	for (i = from; i < p->count; i++) {
		line = p->bytes.data + p->units[i].from;
		if (i > from && !put_hash(p, p->units[i].to, "\"prev_hash\":\"", hash))
			return false;
		comma = memrchr(line, ',', size_of(&p->units[i]));
		if (comma == NULL || digest_once(line, (size_t)(comma - line), hash) != 0 ||
		    !put_hash(p, p->units[i].to, "\"event_hash\":\"", hash))
			return false;
	}
	return true;
}

static bool
rewrite(struct patient *p)
{
	return rechain(p, p->place = any(p->count));
}

static bool
load_notes(const struct specimen *s, char *path, size_t size, struct buffer *notes)
{
	snprintf(path, size, "%s/trail/checkpoints", s->store);
	return file_load(path, FILE_MAX, notes) == 0;
}

static bool
save(const char *path, const struct buffer *bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool fine = fd >= 0 && file_write(fd, bytes->data ? bytes->data : "", bytes->len) == 0;

	if (fd >= 0)
		close(fd);
	return fine;
}

/* The root over the first n lines of the patient as it is now. */
static bool
root_of(const struct patient *p, uint64_t n, unsigned char root[DIGEST_SIZE])
{
	struct merkle_edge edge = {0};
	unsigned char leaf[DIGEST_SIZE];
	struct digest *d;
	struct entry_view v;
	bool fine = digest_new(&d) == 0;

	for (; fine && edge.size < n && edge.size < p->count;)
		fine = entry_parse(p->bytes.data + p->units[edge.size].from, size_of(&p->units[edge.size]) - 1, &v) == 0 &&
		    merkle_leaf(d, v.hash, leaf) == 0 && merkle_edge_add(&edge, d, leaf) == 0;
	fine = fine && merkle_edge_root(&edge, d, root) == 0;
	digest_free(d);
	return fine;
}

/* All checkpoints anew: those that change are signed with the given key, or each with its own. */
static bool
sign_anew(struct patient *p, const struct signet *key)
{
	struct buffer notes = {0}, out = {0};
	unsigned char root[DIGEST_SIZE];
	struct checkpoint c;
	size_t at = 0, from;
	char path[4096];
	bool fine = load_notes(p->specimen, path, sizeof path, &notes);

	while (fine && (from = at, checkpoint_next(notes.data, notes.len, &at, &c) == 1)) {
		fine = root_of(p, c.size, root);
		if (fine && memcmp(root, c.root, DIGEST_SIZE) != 0) {
			memcpy(c.root, root, DIGEST_SIZE);
			fine = checkpoint_encode(&out, &c, key) == 0;
		} else {
			buffer_add(&out, notes.data + from, at - from);
		}
		if (out.len > 0 && out.len >= 2 && out.data[out.len - 2] != '\n')
			buffer_addc(&out, '\n');
	}
	fine = fine && save(path, &out);
	buffer_free(&notes);
	buffer_free(&out);
	return fine;
}

/* The epoch of the first checkpoint that a change at this entry makes wrong. */
static bool
epoch_at(const struct patient *p, uint64_t *epoch)
{
	struct buffer notes = {0};
	struct checkpoint c;
	size_t at = 0;
	char path[4096];
	bool any_left = load_notes(p->specimen, path, sizeof path, &notes);

	while (any_left && (any_left = checkpoint_next(notes.data, notes.len, &at, &c) == 1) && c.size <= p->place)
		;
	*epoch = c.epoch;
	buffer_free(&notes);
	return any_left;
}

/* With the key of another epoch, earlier or later: that of its own was destroyed. */
static bool
rewrite_and_sign(struct patient *p)
{
	const struct specimen *s = p->specimen;
	size_t key = any(s->key_count);
	uint64_t epoch;

	return rewrite(p) && epoch_at(p, &epoch) && (!s->sealed || key != epoch) && sign_anew(p, s->keys[key]);
}

/* Log and checkpoints as they were at an earlier checkpoint. */
static bool
roll_back(struct patient *p)
{
	struct buffer notes = {0};
	struct checkpoint c;
	size_t at = 0;
	char path[4096];
	bool fine = load_notes(p->specimen, path, sizeof path, &notes) &&
	    checkpoint_next(notes.data, notes.len, &at, &c) == 1 && c.size < p->count;

	if (fine) {
		p->place = (size_t)c.size;
		p->bytes.len = p->units[c.size].from;
		notes.len = at;
		fine = save(path, &notes);
	}
	buffer_free(&notes);
	return fine;
}

static const struct way WAYS[] = {
    {"trail: a bit flipped", LOG, flip_bit, FOUND, false, true},
    {"trail: two entries swapped", LOG, swap_units, FOUND, false, true},
    {"trail: an entry dropped", LOG, drop_unit, FOUND, false, true},
    {"trail: an entry repeated", LOG, repeat_unit, FOUND, false, true},
    {"trail: cut between entries", LOG, cut_at_unit, FOUND, false, true},
    {"trail: cut in an entry", LOG, cut_in_unit, FOUND, false, true},
    {"trail: rewritten, all digests made right", LOG, rewrite, FOUND, false, true},
    {"trail: rewritten, signed with another epoch's key", LOG, rewrite_and_sign, FOUND_ANYWHERE, true, false},
    {"trail: rewritten, signed with the owner's key", LOG, rewrite_and_sign, WITNESSED, false, false},
    {"trail: rolled back with its checkpoints", LOG, roll_back, WITNESSED, false, true},
    {"checkpoints: a bit flipped", CHECKPOINTS, flip_bit, FOUND_ANYWHERE, false, true},
    {"checkpoints: two swapped", CHECKPOINTS, swap_units, FOUND_ANYWHERE, false, true},
    {"recording: a bit flipped", RECORDING, flip_bit, FOUND, false, true},
    {"recording: two frames swapped", RECORDING, swap_units, FOUND, false, true},
    {"recording: a frame dropped", RECORDING, drop_unit, FOUND, false, true},
    {"recording: a frame repeated", RECORDING, repeat_unit, FOUND, false, true},
    {"recording: cut between frames", RECORDING, cut_at_unit, FOUND_ANYWHERE, false, true},
    {"recording: cut in a frame", RECORDING, cut_in_unit, FOUND_ANYWHERE, false, true},
    {"recording: bytes behind its end", RECORDING, append_rubbish, FOUND_ANYWHERE, false, true},
    {"recording: a frame of another session", RECORDING, foreign_frame, FOUND, false, true},
    {"recording: the file of another session", RECORDING, foreign_file, FOUND_ANYWHERE, false, true},
    {"recording: made anew with other lines", RECORDING, made_anew, FOUND_ANYWHERE, false, true},
    {"recording: removed", RECORDING, remove_file, FOUND_ANYWHERE, false, true},
    {"no tampering: packed", RECORDING, pack, NOTHING, false, true},
    {"no tampering: redacted by authority", RECORDING, redact, NOTHING, false, true},
    {"no tampering: pruned by policy", RECORDING, prune, NOTHING, false, false},
    {"no tampering: a writer killed in its line", LOG, crash, NOTHING, false, false},
};

#define WAY_COUNT (sizeof WAYS / sizeof *WAYS)

/* What verifying says. */
struct outcome {
	bool fine, trail;      /* trail: the first finding is in the trail */
	uint64_t from, until;  /* of it: entries, or in a recording the byte */
	bool other;            /* something is wrong with a recording that nobody touched */
	const struct patient *patient;
	char what[160];
};

static int
on_ruling(void *context, const char *path, int r, struct ruling *ruling)
{
	struct outcome *o = context;
	bool touched = o->patient->kind == RECORDING && strcmp(path, o->patient->path) == 0;

	if (r == 0 && ruling->fine)
		return 0;
	if (!touched && o->patient->kind == RECORDING)
		o->other = true;
	if (o->fine) {
		o->from = r == 0 ? (uint64_t)ruling->offset : 0;
		o->until = o->from + 1;
		snprintf(o->what, sizeof o->what, "%s: %.*s", r == 0 ? ruling_word(ruling->kind) : error_text(r),
		    r == 0 ? (int)ruling->what.len : 0, r == 0 && ruling->what.len ? ruling->what.data : "");
	}
	o->fine = false;
	return 0;
}

static bool
examine(const struct patient *p, bool witness, struct outcome *o)
{
	const struct court_request q = {.witness = witness ? &p->specimen->witness : NULL};
	struct court *court;

	*o = (struct outcome){.fine = true, .patient = p};
	if (court_open(p->specimen->store, &q, &court) != 0)
		return false;
	if (!court_trail_holds(court)) {
		o->fine = false;
		o->trail = true;
		o->from = court->audit.entry;
		o->until = court->audit.until;
		snprintf(o->what, sizeof o->what, "%.*s", (int)court->audit.what.len, court->audit.what.len ? court->audit.what.data : "");
	} else if (p->kind == RECORDING || !witness) {
		court_each(court, INT64_MIN, on_ruling, o);
	}
	court_free(court);
	return true;
}

static bool
is_caught(const struct way *way, const struct patient *p)
{
	size_t place = p->kind == RECORDING ? p->offset : p->place;
	struct outcome o, w;
	bool right;

	if (!examine(p, false, &o) || !examine(p, true, &w))
		return false;
	switch (way->expected) {
	case NOTHING:
		right = o.fine;
		break;
	case WITNESSED:
		right = !o.trail && w.trail;
		break;
	case FOUND_ANYWHERE:
		right = !o.fine && !o.other;
		break;
	default:
		right = !o.fine && !o.other && o.from <= place && place < (o.until > o.from ? o.until : o.from + 1);
	}
	if (!right)
		report_note("%s, at unit %zu of %zu: %s (%" PRIu64 " to %" PRIu64 ")%s", way->name, place, p->count,
		    o.fine ? "nothing was found" : o.what, o.from, o.until, o.other ? "; and something else was" : "");
	return right;
}

static bool
admit(struct patient *p, struct specimen *s, enum file_kind kind, char *path, size_t size)
{
	*p = (struct patient){.specimen = s, .kind = kind, .path = path};
	p->session = (unsigned)any(SPECIMEN_SESSIONS);
	if (kind == RECORDING)
		snprintf(path, size, "%s", s->recordings[p->session]);
	else
		snprintf(path, size, "%s/trail/%s", s->store, kind == LOG ? "log.jsonl" : "checkpoints");
	if (file_load(path, FILE_MAX, &p->was) != 0)
		return false;
	buffer_add(&p->bytes, p->was.data, p->was.len);
	return buffer_status(&p->bytes) == 0 && (kind == LOG ? split_lines(p) : kind == CHECKPOINTS ? split_notes(p) : split_frames(p)) &&
	    p->count > 0;
}

static void
discharge(struct patient *p)
{
	free(p->units);
	buffer_free(&p->bytes);
	buffer_free(&p->was);
}

/* The trail's files, to be put back whatever a way did to them. */
struct chart {
	struct buffer log, notes;
};

static bool
keep(const struct specimen *s, struct chart *c)
{
	char path[4096];

	snprintf(path, sizeof path, "%s/trail/log.jsonl", s->store);
	return file_load(path, FILE_MAX, &c->log) == 0 && load_notes(s, path, sizeof path, &c->notes);
}

static bool
put_back(const struct specimen *s, struct chart *c)
{
	char path[4096];
	bool fine;

	snprintf(path, sizeof path, "%s/trail/log.jsonl", s->store);
	fine = save(path, &c->log);
	snprintf(path, sizeof path, "%s/trail/checkpoints", s->store);
	fine = save(path, &c->notes) && fine;
	buffer_free(&c->log);
	buffer_free(&c->notes);
	return fine;
}

/* One change: 1 it was as it must be, 0 not, -1 it could not be made here. */
static int
change_once(struct specimen *s, const struct way *way)
{
	struct chart chart = {{0}, {0}};
	size_t witnessed = s->witness.len;
	struct patient p;
	char path[4096];
	int result = -1;

	if (keep(s, &chart) && admit(&p, s, way->kind, path, sizeof path) && way->change(&p)) {
		if (way->change != remove_file && way->change != prune && !save(path, &p.bytes))
			result = 0;
		else
			result = is_caught(way, &p);
	}
	save(path, &p.was);
	discharge(&p);
	s->witness.len = witnessed;
	put_back(s, &chart);
	return result;
}

static unsigned
try_way(struct specimen *personal, struct specimen *sealed, const struct way *way, unsigned rounds, bool quiet)
{
	unsigned made = 0, caught = 0, tries;
	int r;

	for (tries = 0; made < rounds && tries < rounds * 4; tries++) {
		r = change_once(way->sealed || (way->both && tries % 2) ? sealed : personal, way);
		made += r >= 0;
		caught += r == 1;
	}
	if (!quiet)
		printf("%-52s %6u  %s\n", way->name, made,
		    caught == made && made > 0 ? way->expected == NOTHING ? "no alarm" : way->expected == WITNESSED ? "a witness finds it" : "found"
					       : "FAILED");
	fflush(stdout);
	return made - caught + (made == 0);
}

static int
remove_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	(void)st, (void)kind, (void)ftw;
	return remove(path);
}

static bool
make_both(const char *folder, struct specimen *personal, struct specimen *sealed)
{
	char path[4200];

	snprintf(path, sizeof path, "%s/personal", folder);
	if (specimen_make(personal, path, false) != 0)
		return false;
	snprintf(path, sizeof path, "%s/sealed", folder);
	return specimen_make(sealed, path, true) == 0;
}

int
tamper_selftest(bool quiet, unsigned rounds)
{
	struct specimen personal = {0}, sealed = {0};
	const char *tmp = getenv("TMPDIR");
	unsigned failed = 0;
	char folder[4096];
	size_t i;

	snprintf(folder, sizeof folder, "%s/steno-selftest-XXXXXX", tmp && *tmp == '/' ? tmp : "/tmp");
	if (mkdtemp(folder) == NULL) {
		report_error("can't make %s: %s", folder, strerror(errno));
		return 1;
	}
	if (make_both(folder, &personal, &sealed)) {
		for (i = 0; i < WAY_COUNT; i++)
			failed += try_way(&personal, &sealed, &WAYS[i], rounds ? rounds / (unsigned)WAY_COUNT + 1 : FEW, quiet);
	} else {
		report_error("can't make a store in %s to tamper with", folder);
		failed = 1;
	}
	specimen_release(&personal);
	specimen_release(&sealed);
	nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
	return (int)failed;
}
