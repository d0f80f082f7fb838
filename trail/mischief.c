/* What anybody can do to a store's files who can write them, and what nobody may call tampering. */
#include "trail/mischief.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/file.h"
#include "lib/cast/remake.h"

/* Files of any kind. */

bool
mischief_flip_bit(struct patient *p)
{
	size_t at = patient_any(p->bytes.len);

	for (p->place = 0; p->place + 1 < p->count && p->units[p->place].to <= at; p->place++)
		;
	p->offset = at < p->units[p->place].to ? p->units[p->place].from : p->units[p->place].to;
	/* the newest checkpoint without its last lines is one that a crash tore: what it covered is said to be uncovered */
	if (p->kind == PATIENT_CHECKPOINTS && p->place + 1 == p->count && p->bytes.data[at] == '\n')
		return false;
	p->bytes.data[at] = (char)(p->bytes.data[at] ^ (1 << patient_any(8)));
	return true;
}

bool
mischief_swap_units(struct patient *p)
{
	size_t *order = patient_units(p), i = patient_any(p->count), j = patient_any(p->count);
	bool done = order != NULL && i != j;

	if (done) {
		order[i] = j;
		order[j] = i;
		p->place = i < j ? i : j;
		done = patient_arrange(p, order, p->count);
	}
	free(order);
	return done;
}

bool
mischief_drop_unit(struct patient *p)
{
	size_t *order = patient_units(p), i = patient_any(p->count);
	bool done = order != NULL;

	if (done) {
		memmove(order + i, order + i + 1, (p->count - i) * sizeof *order);
		p->place = i;
		done = patient_arrange(p, order, p->count - 1);
	}
	free(order);
	return done;
}

bool
mischief_repeat_unit(struct patient *p)
{
	size_t *order = patient_units(p), i = patient_any(p->count);
	bool done = order != NULL;

	if (done) {
		memmove(order + i + 1, order + i, (p->count - i) * sizeof *order);
		p->place = i + 1;
		done = patient_arrange(p, order, p->count + 1);
	}
	free(order);
	return done;
}

bool
mischief_cut_at_unit(struct patient *p)
{
	p->place = patient_any(p->count);
	p->bytes.len = p->units[p->place].from;
	return true;
}

bool
mischief_cut_in_unit(struct patient *p)
{
	const struct patient_unit *u = &p->units[p->place = patient_any(p->count)];

	if (patient_size(u) < 3)
		return false;
	p->bytes.len = u->from + 1 + patient_any(patient_size(u) - 2);
	return true;
}

bool
mischief_append_rubbish(struct patient *p)
{
	size_t i, n = 1 + patient_any(100);

	for (i = 0; i < n; i++)
		buffer_addc(&p->bytes, (char)patient_any(256));
	p->place = p->count;
	return buffer_status(&p->bytes) == 0;
}

/* Recordings. */

static bool
take_other(struct patient *p, struct buffer *bytes)
{
	unsigned other = (p->session + 1 + (unsigned)patient_any(SPECIMEN_SESSIONS - 1)) % SPECIMEN_SESSIONS;

	return file_load(p->specimen->recordings[other], PATIENT_MAX, bytes) == 0;
}

/* A frame of another session, with its link, where one of this stood. */
bool
mischief_foreign_frame(struct patient *p)
{
	struct patient other = {.path = p->specimen->recordings[(p->session + 1) % SPECIMEN_SESSIONS], .kind = PATIENT_RECORDING};
	const struct patient_unit *u, *w;
	bool done = file_load(other.path, PATIENT_MAX, &other.bytes) == 0 && patient_split_frames(&other);

	if (done) {
		p->place = patient_any(p->count < other.count ? p->count : other.count);
		u = &p->units[p->place];
		w = &other.units[p->place];
		p->offset = u->from;
		buffer_clear(&p->bytes);
		buffer_add(&p->bytes, p->was.data, u->from);
		buffer_add(&p->bytes, other.bytes.data + w->from, patient_size(w));
		buffer_add(&p->bytes, p->was.data + u->to, p->was.len - u->to);
	}
	free(other.units);
	buffer_free(&other.bytes);
	return done;
}

bool
mischief_foreign_file(struct patient *p)
{
	buffer_clear(&p->bytes);
	return take_other(p, &p->bytes);
}

/* The same session recorded anew as a whole, with other lines: by itself it is perfect. */
bool
mischief_make_anew(struct patient *p)
{
	char path[4096];
	bool done;

	snprintf(path, sizeof path, "%s/anew.cast.zst", p->specimen->store);
	buffer_clear(&p->bytes);
	done = specimen_record(p->specimen, path, p->specimen->ids[p->session], 1000 + (unsigned)patient_any(1000)) == 0 &&
	    file_load(path, PATIENT_MAX, &p->bytes) == 0;
	unlink(path);
	return done;
}

bool
mischief_remove_file(struct patient *p)
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
	return file_load(p->path, PATIENT_MAX, &p->bytes) == 0;
}

bool
mischief_pack(struct patient *p)
{
	return remade(p, 1 + (int)patient_any(6), NULL);
}

bool
mischief_redact(struct patient *p)
{
	struct remake_removal removal = {.by = "selftest", .reason = "to see that nobody cries"};

	removal.from = (int64_t)patient_any(30000);
	removal.to = removal.from + (int64_t)patient_any(5000);
	return remade(p, 1, &removal);
}

/* Pruned: the trail says so first. */
bool
mischief_prune(struct patient *p)
{
	return specimen_go_on(p->specimen, "session.pruned", p->specimen->ids[p->session], "{\"reason\":\"selftest\",\"bytes\":1}") == 0 &&
	    mischief_remove_file(p);
}

/* A writer was killed in the middle of its line, and another came. */
bool
mischief_crash(struct patient *p)
{
	static const char half[] = "{\"schema_version\":\"steno.trail.v1\",\"event_index\":99,\"time\":17";
	int fd = open(p->path, O_WRONLY | O_APPEND);
	bool done = fd >= 0 && write(fd, half, 1 + patient_any(sizeof half - 2)) > 0;

	if (fd >= 0)
		close(fd);
	done = done && specimen_go_on(p->specimen, "trail.noted", NULL, "{\"text\":\"after a crash\"}") == 0;
	buffer_clear(&p->bytes);
	return done && file_load(p->path, PATIENT_MAX, &p->bytes) == 0;
}
