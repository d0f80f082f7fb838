/*
 * A file of a store in memory, to be tampered with: as units (the lines of a log, the notes of the checkpoints, a recording's
 * frames with their links).
 */
#ifndef STENO_TRAIL_PATIENT_H
#define STENO_TRAIL_PATIENT_H

#include <stdbool.h>
#include <stddef.h>

#include "lib/base/buffer.h"
#include "trail/specimen.h"

#define PATIENT_MAX (16u * 1024 * 1024) /* bytes */

enum patient_kind { PATIENT_LOG, PATIENT_CHECKPOINTS, PATIENT_RECORDING };

struct patient_unit {
	size_t from, to;
};

struct patient {
	struct specimen *specimen;
	const char *path;
	enum patient_kind kind;
	struct buffer bytes, was; /* as it is to be, and as it was */
	struct patient_unit *units;
	size_t count;
	unsigned session;         /* of a recording */
	size_t place;             /* the unit at which the change must be found, */
	size_t offset;            /* and, in a recording, the byte */
};

/* Any number below that one. */
size_t patient_any(size_t below);

/* A file of that kind, any of the recordings; its path goes into `path`, which is borrowed.  To be discharged in any case. */
bool patient_admit(struct patient *, struct specimen *, enum patient_kind, char *path, size_t size);
void patient_discharge(struct patient *);

/* The units of its bytes as a recording of that path. */
bool patient_split_frames(struct patient *);

size_t patient_size(const struct patient_unit *);

/* All their numbers, with room for one more: to be freed. */
size_t *patient_units(const struct patient *);

/* The bytes anew: units in the given order (numbers), then whatever stood behind the last. */
bool patient_arrange(struct patient *, const size_t *order, size_t n);

/* The checkpoints of its store, and their path. */
bool patient_load_notes(const struct specimen *, char *path, size_t size, struct buffer *notes);

bool patient_save(const char *path, const struct buffer *bytes);

#endif
