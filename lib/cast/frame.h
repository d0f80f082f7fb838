/* One data frame: lines in, an independent zstd frame out, and back. */
#ifndef STENO_CAST_FRAME_H
#define STENO_CAST_FRAME_H

#include <stddef.h>
#include <stdint.h>

#include "lib/base/buffer.h"

#define FRAME_LINES_TARGET (256u * 1024)  /* a writer closes a frame before it exceeds this */
#define FRAME_LINES_MAX (1024u * 1024)    /* a reader takes no more */
#define FRAME_STORED_MAX (FRAME_LINES_MAX + 65536u)
#define FRAME_LEVEL 3
#define FRAME_LEVEL_PACKED 19
#define FRAME_HEAD_MAX 18 /* bytes: a zstd frame's header is no longer */
#define SEEK_MAGIC 0x184D2A5Eu

struct frame_coder;

/*
 * A compressor and decompressor that keep their memory.  Level 0 is for recording: floods in the
 * fastest way, and with more search what a person typed.  FRAME_LEVEL_PACKED tries several ways and keeps the smallest.
 */
int frame_coder_new(int level, struct frame_coder **out);
void frame_coder_free(struct frame_coder *);

/* Append the compressed frame. */
int frame_encode(struct frame_coder *, const void *lines, size_t len, struct buffer *out);

/*
 * Decompress one whole data frame of exactly `len` bytes; appends to out.  ERR_DAMAGED, or
 * ERR_LIMIT when it says that it is larger than FRAME_LINES_MAX.
 */
int frame_decode(struct frame_coder *, const void *frame, size_t len, struct buffer *out);

/* The same, whether the frame's own checksum fits or not: for who has a better one. */
int frame_salvage(struct frame_coder *, const void *frame, size_t len, struct buffer *out);

/* The first two have a frame's lines, or lead to them. */
enum frame_kind { FRAME_DATA, FRAME_SHARE, FRAME_LINK, FRAME_SEEK, FRAME_OTHER, FRAME_NONE };

/* What begins here, by its first bytes; 4 are enough. */
enum frame_kind frame_kind(const void *data, size_t len);

/* The bytes of lines that a data frame says it has, by its first FRAME_HEAD_MAX bytes or all of it; negative when it doesn't say. */
int64_t frame_content(const void *head, size_t len);

/*
 * The length of the frame that begins at this offset of a file, found without decoding;
 * 0 when the file ends before it does; negative when it is no zstd frame.
 */
int64_t frame_measure(int fd, int64_t offset, int64_t file_size);

/* The seek table: (compressed size, content size) for each frame in the file's order. */
struct frame_entry {
	uint32_t stored, lines;
};

int frame_put_seek_table(struct buffer *out, const struct frame_entry *, size_t n);

/*
 * The seek table at the end of a file, as entries whose sizes add up to the file's; ERR_NOTFOUND when
 * there is none that does.
 */
int frame_load_seek_table(int fd, int64_t file_size, struct frame_entry **out, size_t *n);

#endif
