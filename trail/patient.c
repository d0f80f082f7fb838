/* A file of a store in memory, to be tampered with. */
#include "trail/patient.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/file.h"
#include "lib/cast/walk.h"
#include "lib/trail/checkpoint.h"

static uint64_t state = 1;

size_t
patient_any(size_t below)
{
	state = state * 6364136223846793005u + 1442695040888963407u;
	return (size_t)((state >> 33) % (below ? below : 1));
}

static bool
add_unit(struct patient *p, size_t from, size_t to)
{
	struct patient_unit *more = reallocarray(p->units, p->count + 1, sizeof *more);

	if (more == NULL)
		return false;
	p->units = more;
	p->units[p->count++] = (struct patient_unit){from, to};
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

bool
patient_split_frames(struct patient *p)
{
	struct walk_item item;
	struct walk *walk;
	bool fine = walk_open(p->path, &walk) == 0;

	while (fine && walk_next(walk, false, &item) == 1)
		fine = add_unit(p, (size_t)item.offset, (size_t)item.link_offset + item.link_len);
	walk_free(walk);
	return fine;
}

size_t
patient_size(const struct patient_unit *u)
{
	return u->to - u->from;
}

bool
patient_arrange(struct patient *p, const size_t *order, size_t n)
{
	size_t i, tail = p->units[p->count - 1].to;

	buffer_clear(&p->bytes);
	for (i = 0; i < n; i++) {
		if (i == p->place)
			p->offset = p->bytes.len;
		buffer_add(&p->bytes, p->was.data + p->units[order[i]].from, patient_size(&p->units[order[i]]));
	}
	if (p->place >= n)
		p->offset = p->bytes.len;
	buffer_add(&p->bytes, p->was.data + tail, p->was.len - tail);
	return buffer_status(&p->bytes) == 0;
}

size_t *
patient_units(const struct patient *p)
{
	size_t *order = calloc(p->count + 1, sizeof *order), i;

	for (i = 0; order != NULL && i < p->count; i++)
		order[i] = i;
	return order;
}

bool
patient_load_notes(const struct specimen *s, char *path, size_t size, struct buffer *notes)
{
	snprintf(path, size, "%s/trail/checkpoints", s->store);
	return file_load(path, PATIENT_MAX, notes) == 0;
}

bool
patient_save(const char *path, const struct buffer *bytes)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	bool fine = fd >= 0 && file_write(fd, bytes->data ? bytes->data : "", bytes->len) == 0;

	if (fd >= 0)
		close(fd);
	return fine;
}

bool
patient_admit(struct patient *p, struct specimen *s, enum patient_kind kind, char *path, size_t size)
{
	*p = (struct patient){.specimen = s, .kind = kind, .path = path};
	p->session = (unsigned)patient_any(SPECIMEN_SESSIONS);
	if (kind == PATIENT_RECORDING)
		snprintf(path, size, "%s", s->recordings[p->session]);
	else
		snprintf(path, size, "%s/trail/%s", s->store, kind == PATIENT_LOG ? "log.jsonl" : "checkpoints");
	if (file_load(path, PATIENT_MAX, &p->was) != 0)
		return false;
	buffer_add(&p->bytes, p->was.data, p->was.len);
	return buffer_status(&p->bytes) == 0 && (kind == PATIENT_LOG ? split_lines(p) : kind == PATIENT_CHECKPOINTS ? split_notes(p) : patient_split_frames(p)) &&
	    p->count > 0;
}

void
patient_discharge(struct patient *p)
{
	free(p->units);
	buffer_free(&p->bytes);
	buffer_free(&p->was);
}
