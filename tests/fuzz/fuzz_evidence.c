/*
 * What evidence and retention read: an archive, whole or made of pieces so that its sums fit, and rules of a policy; whatever the bytes,
 * reading ends, nothing is left behind, and what is said fits together.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lib/base/armour.h"
#include "lib/base/file.h"
#include "trail/inspection.h"
#include "trail/retention.h"
#include "trail/tarfile.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const char SEPARATOR[] = "\n~~~~\n";

static void
must(bool fine)
{
	if (!fine)
		abort();
}

static void
look_at_rules(const char *data, size_t size)
{
	struct retention p = {0};
	char *text = strndup(data, size), *bad = NULL;
	uint32_t i;

	if (retention_take_rules(&p, text, &bad) != 0)
		must(bad != NULL && strstr(text, bad) != NULL);
	for (i = 0; i < p.rule_count; i++)
		must(p.rules[i].name != NULL && *p.rules[i].name != '\0' && p.rules[i].age >= 0);
	retention_release(&p);
	free(bad);
	free(text);
}

static void
put(int fd, const char *name, const void *bytes, size_t len, struct buffer *manifest)
{
	static const unsigned char zero[TARFILE_BLOCK];
	unsigned char head[TARFILE_BLOCK], sum[DIGEST_SIZE];
	char hex[2 * DIGEST_SIZE + 1], whole[120];

	snprintf(whole, sizeof whole, "evidence/%s", name);
	must(tarfile_head(whole, (int64_t)len, 1700000000, head) == 0);
	must(file_write(fd, head, sizeof head) == 0 && file_write(fd, bytes, len) == 0);
	must(file_write(fd, zero, (TARFILE_BLOCK - len % TARFILE_BLOCK) % TARFILE_BLOCK) == 0);
	must(digest_once(bytes, len, sum) == 0);
	hex_encode(sum, sizeof sum, hex);
	buffer_addf(manifest, "%s  %s\n", hex, name);
}

/* An archive of the pieces, whose manifest fits them. */
static void
make_archive(int fd, const char *data, size_t size)
{
	static const char *const names[] = {"bundle.json", "recordings/01a1fef7-0559-75ce-b0d9-7f05350cca2b.cast.zst", "trail/key.pub",
	    "trail/entries.jsonl", "trail/proofs", "trail/bundle.entry", "trail/bundle.proof"};
	const char *stop, *end = data + size;
	struct buffer manifest = {0}, copy = {0};
	size_t i;

	for (i = 0; i < 7 && data < end; i++) {
		if ((stop = memmem(data, (size_t)(end - data), SEPARATOR, sizeof SEPARATOR - 1)) == NULL)
			stop = end;
		if (i == 5) {
			buffer_add(&copy, manifest.data, manifest.len);
			put(fd, "MANIFEST.sha256", copy.data, copy.len, &manifest);
		}
		put(fd, names[i], data, (size_t)(stop - data), &manifest);
		data = stop == end ? end : stop + sizeof SEPARATOR - 1;
	}
	if (i < 6) {
		buffer_add(&copy, manifest.data ? manifest.data : "", manifest.len);
		put(fd, "MANIFEST.sha256", copy.data ? copy.data : "", copy.len, &manifest);
	}
	buffer_reserve(&copy, 1024);
	memset(copy.data, 0, 1024);
	must(file_write(fd, copy.data, 1024) == 0);
	buffer_free(&manifest);
	buffer_free(&copy);
}

static void
look_at_archive(int fd)
{
	const struct inspection_request request = {.key = NULL};
	struct inspection found;
	char path[64];

	snprintf(path, sizeof path, "/proc/self/fd/%d", fd);
	(void)inspection_is_one(path);
	if (inspection_make(path, &request, &found) == 0) {
		must((found.intact == AUDIT_NO) == (found.what.len > 0));
		must(!found.fine || found.what.len == 0);
		must(!found.is_signed || found.key[0] != '\0');
	}
	inspection_release(&found);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	const char *text = (const char *)data + 1;
	int fd;

	if (size < 1)
		return 0;
	if (data[0] == 'r') {
		look_at_rules(text, size - 1);
		return 0;
	}
	if ((fd = memfd_create("archive", MFD_CLOEXEC)) < 0)
		return 0;
	if (data[0] == 'p')
		make_archive(fd, text, size - 1);
	else
		must(file_write(fd, text, size - 1) == 0);
	look_at_archive(fd);
	close(fd);
	return 0;
}
