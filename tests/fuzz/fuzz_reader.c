/*
 * A whole recording from hostile bytes: read, sought in, checked, mended and made anew.
 *
 * Input that begins as a zstd frame does is a recording's file as it stands.  Other input is a
 * row of records `{u8 kind, u16 length, bytes}` (integers little-endian), each of which adds bytes
 *to one of the recording's files; kind & 7 says what the bytes are:
 *
 *	0  the file's bytes
 *	1  a journal's bytes, (kind >> 4) & 7 being its sequence
 *	2  u8 salts length, 176 bytes link core, salts, lines: becomes a data frame and its link,
 *	   with digests that fit, since no mutation would find them
 *	3  the same, and the part ends with a seek table
 *	4  u8 and u8 that are added to a share's two numbers, then as 2, without lines: becomes a share of the
 *	   last data frame, behind the lines that were taken of it, and its link
 *	5  the same, and the part ends with a seek table
 *
 * kind & 8 means the second part.
 */
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/bytes.h"
#include "lib/base/file.h"
#include "lib/cast/check.h"
#include "lib/cast/evidence.h"
#include "lib/cast/frame.h"
#include "lib/cast/journal.h"
#include "lib/cast/mend.h"
#include "lib/cast/part.h"
#include "lib/cast/reader.h"
#include "lib/cast/remake.h"
#include "lib/cast/share.h"
#include "lib/cast/totals.h"

#define CALLS_MAX 20000
#define TROUBLES_MAX 200 /* one after the other: more than any input has broken places */
#define JOURNALS 8

int
LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static char folder[64], paths[2][128];
static struct frame_coder *coder;

static void
leave(void)
{
	frame_coder_free(coder);
	rmdir(folder);
}

static void
enter(void)
{
	snprintf(folder, sizeof folder, "%s/fuzz-reader-XXXXXX",
	    access("/dev/shm", W_OK) == 0 ? "/dev/shm" : "/tmp");
	if (mkdtemp(folder) == NULL || frame_coder_new(1, &coder) != 0)
		abort();
	snprintf(paths[0], sizeof paths[0], "%s/a.cast.zst", folder);
	snprintf(paths[1], sizeof paths[1], "%s/a.part-0001.cast.zst", folder);
	atexit(leave);
}

static void
sweep(void)
{
	int p, j;

	for (p = 0; p < 2; p++) {
		for (j = 0; j < JOURNALS; j++) {
			char *path = journal_path(paths[p], (uint64_t)j);

			unlink(path);
			free(path);
		}
		unlink(paths[p]);
	}
}

static void
append(const char *path, const void *data, size_t len)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_APPEND, 0600);

	if (fd < 0 || file_write(fd, data, len) != 0)
		abort();
	close(fd);
}

struct maker {
	struct link last[2];
	bool any[2];
	struct frame_entry entries[2][64];
	size_t count[2];
	/* the last data frame: where it is, its lines, and how many bytes of them were taken; and where the next frame will be */
	int64_t data_offset[2], end[2];
	struct buffer lines[2];
	size_t taken[2];
};

/* A share and its link are all that is added. */
static void
put_share(struct maker *m, int p, const unsigned char off[2], struct buffer *frame)
{
	struct share share = {(uint64_t)(m->end[p] - m->data_offset[p]) + off[0], m->taken[p] + off[1]};

	if (share_encode(frame, &share) != 0)
		abort();
}

/* See kinds 2 to 5 above. */
static void
add_frame(struct maker *m, int p, bool shares, const unsigned char *data, size_t len)
{
	unsigned char raw[LINK_FIXED_SIZE + 255] = {0}, root[DIGEST_SIZE];
	struct buffer items = {0}, frame = {0}, out = {0};
	const unsigned char *off = data;
	size_t salts, take;
	struct link l;
	const struct link *before = m->any[p] ? &m->last[p]
	    : p == 1 && m->any[0]	      ? &m->last[0]
					      : NULL;

	if (shares && len < 2)
		return;
	data += shares ? 2 : 0;
	len -= shares ? 2 : 0;
	salts = len > 0 ? data[0] : 0;
	if (len < 1 + LINK_CORE_SIZE + salts)
		return;
	bytes_put32(raw, LINK_MAGIC);
	bytes_put32(raw + 4, (uint32_t)(LINK_FIXED_SIZE - 8 + salts));
	memcpy(raw + 8, data + 1, LINK_CORE_SIZE);
	bytes_put32(raw + 8 + LINK_CORE_SIZE, (uint32_t)salts);
	memcpy(raw + 12 + LINK_CORE_SIZE, data + 1 + LINK_CORE_SIZE, salts);
	if (link_parse(raw, LINK_FIXED_SIZE + salts, &l) <= 0)
		return;
	data += 1 + LINK_CORE_SIZE + salts;
	len -= 1 + LINK_CORE_SIZE + salts;
	if (!shares) {
		buffer_clear(&m->lines[p]);
		buffer_add(&m->lines[p], data, len);
		m->data_offset[p] = m->end[p];
		m->taken[p] = 0;
	}
	take = m->lines[p].len - m->taken[p];
	if (evidence_is_entire(l.salts, l.salts_len) && l.bytes < take)
		take = (size_t)l.bytes;
	(void)evidence_split(m->lines[p].data + m->taken[p], take, &items);
	if (evidence_walk(l.lines, l.salts, l.salts_len, (struct evidence_line *)(void *)items.data,
		items.len / sizeof(struct evidence_line), true, root, NULL) == 0)
		memcpy(l.evidence, root, sizeof root);
	if (before != NULL)
		(void)link_digest(before, l.before);
	if (shares)
		put_share(m, p, off, &frame);
	if ((shares || frame_encode(coder, data, len, &frame) == 0) &&
	    link_encode(&out, &l, frame.data, frame.len) == 0) {
		append(paths[p], frame.data, frame.len);
		append(paths[p], out.data, out.len);
		if (m->count[p] + 2 <= 64) {
			m->entries[p][m->count[p]++] =
			    (struct frame_entry){(uint32_t)frame.len, shares ? 0 : (uint32_t)len};
			m->entries[p][m->count[p]++] = (struct frame_entry){(uint32_t)out.len, 0};
		}
		m->end[p] += (int64_t)(frame.len + out.len);
		m->taken[p] += take;
		m->last[p] = l;
		m->last[p].salts = NULL;
		m->last[p].salts_len = 0;
		m->any[p] = true;
	}
	buffer_free(&items);
	buffer_free(&frame);
	buffer_free(&out);
}

static void
add_table(struct maker *m, int p)
{
	struct buffer out = {0};

	if (frame_put_seek_table(&out, m->entries[p], m->count[p]) == 0)
		append(paths[p], out.data, out.len);
	buffer_free(&out);
}

static void
make_files(const uint8_t *data, size_t size)
{
	struct maker m = {0};
	size_t len;
	int p;

	if (size >= 4 && frame_kind(data, size) == FRAME_DATA) {
		append(paths[0], data, size);
		return;
	}
	append(paths[0], "", 0);
	for (; size >= 3; data += len, size -= len) {
		int kind = data[0];
		char *path;

		len = (size_t)(data[1] | data[2] << 8);
		data += 3;
		size -= 3;
		len = len > size ? size : len;
		p = kind >> 3 & 1;
		switch (kind & 7) {
		case 0:
			append(paths[p], data, len);
			m.end[p] += (int64_t)len;
			break;
		case 1:
			path = journal_path(paths[p], (uint64_t)(kind >> 4 & 7));
			append(path, data, len);
			free(path);
			break;
		case 2:
		case 3:
		case 4:
		case 5:
			add_frame(&m, p, (kind & 7) >= 4, data, len);
			if (kind & 1)
				add_table(&m, p);
			break;
		}
	}
	buffer_free(&m.lines[0]);
	buffer_free(&m.lines[1]);
}

/* Events come in order, each number once; trouble does not go on for ever. */
static void
read_all(struct reader *r)
{
	struct event ev;
	uint64_t next = 0;
	int e, troubles = 0, calls = 0;

	while ((e = reader_next(r, &ev)) != 0 && calls++ < CALLS_MAX) {
		if (e < 0) {
			if (++troubles > TROUBLES_MAX || *reader_trouble(r) == '\0')
				abort();
			continue;
		}
		if (ev.number < next)
			abort();
		next = ev.number + 1;
		troubles = 0;
	}
	(void)reader_state(r);
}

static void
read_recording(const char *path)
{
	struct totals totals;
	struct reader *r;
	struct event ev;
	int i;

	if (reader_open(path, &r) != 0)
		return;
	(void)totals_measure(path, reader_header(r)->part, &totals);
	read_all(r);
	for (i = 0; i < 4; i++)
		if (reader_seek_event(r, (uint64_t)i * 3) == 0 && reader_next(r, &ev) == 1 && ev.number < (uint64_t)i * 3)
			abort();
	if (reader_seek_event(r, 0) == 0)
		read_all(r);
	reader_free(r);
}

static enum check_verdict
check(const char *path)
{
	struct check_result result;
	int r = check_recording(path, NULL, &result);
	enum check_verdict verdict = r < 0 ? CHECK_TAMPERED : result.verdict;

	if (r == 0 && verdict != CHECK_INTACT && result.what.len == 0)
		abort();
	check_release(&result);
	return verdict;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct remake_removal removal = {100, 2000, "fuzzer", "because"};
	struct remake_report remade;
	struct mend_report mended;
	bool sound;

	if (*folder == '\0')
		enter();
	make_files(data, size);
	read_recording(paths[0]);
	read_recording(paths[1]);
	sound = check(paths[0]) == CHECK_INTACT;
	if (mend_recording(paths[0], &mended) == 0) {
		read_recording(paths[0]);
		/* mending makes nothing worse */
		if (sound && check(paths[0]) != CHECK_INTACT)
			abort();
	}
	if (check(paths[0]) == CHECK_INTACT && remake_recording(paths[0], 1, NULL, &remade) == 0) {
		read_recording(paths[0]);
		if (check(paths[0]) != CHECK_INTACT)
			abort();
	}
	if (check(paths[0]) == CHECK_INTACT &&
	    remake_recording(paths[0], 1, &removal, &remade) == 0) {
		read_recording(paths[0]);
		/* what was right before is right after */
		if (check(paths[0]) != CHECK_INTACT)
			abort();
	}
	sweep();
	return 0;
}
