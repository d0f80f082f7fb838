/*
 * Runs a fuzzer's target over the files that are named, and over those in folders, once each.  A
 * file called *.hex holds hex pairs, # to the line's end being a comment; every other file is taken
 * as it stands.  Prints "ok PATH" for each; a target that fails ends the program.
 */
#include <ftw.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/buffer.h"
#include "lib/base/error.h"
#include "lib/base/file.h"

#define INPUT_MAX (16u * 1024 * 1024)

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static int
nibble(char c)
{
	static const char digits[] = "0123456789abcdef";
	const char *at = c != '\0' ? strchr(digits, c) : NULL;

	return at != NULL ? (int)(at - digits) : -1;
}

static void
unhex(struct buffer *text, struct buffer *out)
{
	const char *p = buffer_string(text);

	while (p != NULL && *p != '\0') {
		if (*p == '#') {
			p += strcspn(p, "\n");
		} else if (nibble(p[0]) >= 0 && nibble(p[1]) >= 0) {
			buffer_addc(out, (char)(nibble(p[0]) << 4 | nibble(p[1])));
			p += 2;
		} else {
			p++;
		}
	}
}

static int
replay_one(const char *path, const struct stat *st, int kind, struct FTW *ftw)
{
	size_t n = strlen(path);
	struct buffer file = {0}, bytes = {0};
	uint8_t *exact;
	int r;

	(void)st;
	(void)ftw;
	if (kind != FTW_F)
		return 0;
	if ((r = file_load(path, INPUT_MAX, &file)) != 0) {
		fprintf(stderr, "replay: cannot read %s: %s\n", path, error_text(r));
		return 1;
	}
	if (n > 4 && strcmp(path + n - 4, ".hex") == 0)
		unhex(&file, &bytes);
	else
		buffer_add(&bytes, file.data, file.len);
	/* of exactly that size, so that a sanitizer sees reading beyond it */
	if ((exact = malloc(bytes.len ? bytes.len : 1)) == NULL)
		return 1;
	if (bytes.len > 0)
		memcpy(exact, bytes.data, bytes.len);
	LLVMFuzzerTestOneInput(exact, bytes.len);
	printf("ok %s\n", path);
	fflush(stdout);
	free(exact);
	buffer_free(&file);
	buffer_free(&bytes);
	return 0;
}

int
main(int argc, char **argv)
{
	int i;

	for (i = 1; i < argc; i++) {
		if (nftw(argv[i], replay_one, 16, FTW_PHYS) != 0) {
			fprintf(stderr, "replay: cannot go through %s\n", argv[i]);
			return 1;
		}
	}
	return 0;
}
