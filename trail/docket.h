/* What a trail says of each session, gathered from its entries. */
#ifndef STENO_TRAIL_DOCKET_H
#define STENO_TRAIL_DOCKET_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/uuid.h"
#include "lib/trail/entry.h"

#define DOCKET_NONE UINT32_MAX

/* A frame that was written and synced. */
struct docket_frame {
	uint64_t sequence;
	unsigned char digest[DIGEST_SIZE]; /* of its link */
	uint64_t entry;
	uint32_t next; /* of this session, in docket->frames, or DOCKET_NONE */
};

struct docket_session {
	struct uuid id;
	bool started, ended, recovered, imported, lost, pruned, held;
	bool has_final; /* its recording was closed: with this last link */
	unsigned char final[DIGEST_SIZE];
	uint64_t frames, events; /* as its closing entry says */
	uint64_t first_entry, last_entry, final_entry, pruned_entry;
	int64_t first_time, last_time;
	uint32_t boot;       /* number of the boot in which it began */
	uint32_t first_frame, last_frame; /* in docket->frames */
};

struct docket {
	struct docket_session *sessions;
	uint32_t count, room;
	struct docket_frame *frames;
	uint32_t frame_count, frame_room;
	uint32_t *slots, slot_count; /* a table by id */
	/* until when each boot is known to have lasted */
	int64_t *boots;
	uint32_t boot_count;
	char boot_id[40];
};

/* Zero-initialised is empty. */
void docket_release(struct docket *);

/* Take an entry: 0 or -ENOMEM. */
int docket_take(struct docket *, const struct entry_view *);

/* All were taken: where they end in the boot that this machine is in, it still runs. */
void docket_stand(struct docket *);

/* NULL: the trail does not know it. */
const struct docket_session *docket_find(const struct docket *, const struct uuid *);

#endif
