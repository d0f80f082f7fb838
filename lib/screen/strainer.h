/*
 * Terminal output, taken apart: every byte is part of text, of a control character or of an escape
 * sequence, each of which is handed on whole and once it is complete.
 *
 * Hostile input: what is handed on is bounded and well-formed.  Bytes that are no UTF-8 become
 * U+FFFD, one for each maximal ill-formed run.  C1 controls count as xterm in UTF-8 mode counts
 * them: as the characters U+0080 to U+009F.  DCS, SOS, PM, APC and tmux's ESC k are dropped.  A
 * string or a sequence that is longer than its limit is dropped too; a string's rest then goes
 * unheard until what ends it, and holds no memory.  The calls are the same under every chunking,
 * but for where text is cut.
 */
#ifndef STENO_SCREEN_STRAINER_H
#define STENO_SCREEN_STRAINER_H

#include <stdbool.h>
#include <stdint.h>

#include "lib/base/buffer.h"

#define STRAINER_PARAMS 32        /* further ones are dropped, as in xterm */
#define STRAINER_PARAM_MAX 99999
#define STRAINER_SEQUENCE_MAX 4096 /* bytes of an escape or CSI sequence */
#define STRAINER_STRING_MAX 65536  /* bytes of a string */
#define STRAINER_GLYPHS 64         /* characters that are handed on at once */

struct csi {
	char leader;       /* one of <=>? or 0 */
	char intermediate; /* or 0 */
	char final;
	int count;                    /* at least 1 */
	int params[STRAINER_PARAMS];  /* -1 when left out */
	uint32_t colons;              /* bit i: a colon follows parameter i */
};

struct strainer_sink {
	/* Bytes 0x20 to 0x7E. */
	void (*text)(void *, const char *data, size_t len);
	/* Characters of U+00A0 or above, at most STRAINER_GLYPHS. */
	void (*glyphs)(void *, const uint32_t *codes, size_t count);
	/* Below 0x20, but for NUL, CAN, SUB and ESC. */
	void (*control)(void *, char c);
	void (*escape)(void *, char intermediate, char final);
	void (*csi)(void *, const struct csi *);
	void (*osc)(void *, const char *data, size_t len);
	/* Asked where text may begin: how many bytes to pass over. */
	size_t (*skip)(void *, const char *data, size_t len);
};

struct strainer {
	int state;
	size_t length; /* of the sequence or string so far */
	unsigned char partial[4]; /* a character's first bytes */
	int partial_len;
	char intermediate;
	bool bad;  /* no sequence that we know: it is dropped at its end */
	bool full; /* no room for further parameters */
	bool lead_c2; /* in a string, the byte before was 0xC2 */
	struct csi csi;
	struct buffer string;
};

void strainer_free(struct strainer *);
void strainer_reset(struct strainer *);
void strainer_feed(struct strainer *, const char *data, size_t len, const struct strainer_sink *,
    void *context);

/* Nothing is half done: text stays text. */
bool strainer_idle(const struct strainer *);
/* The same, or only a string that goes unheard. */
bool strainer_settled(const struct strainer *);
/* What brings a new strainer where this settled one is: "" or the start of such a string. */
const char *strainer_opener(const struct strainer *);

#endif
