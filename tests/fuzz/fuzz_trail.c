/* What a trail is read from: entries, checkpoints, keys, and a whole log; whatever the bytes, reading ends and promises hold. */
#include <fcntl.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "lib/trail/checkpoint.h"
#include "lib/trail/entry.h"
#include "lib/trail/scroll.h"
#include "trail/docket.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
must(bool fine)
{
	if (!fine)
		abort();
}

/* What parsed lies within the line, and an erased entry is as long as what it stands for. */
static void
look_at_entry(const char *line, size_t len, struct digest *d, struct docket *docket)
{
	unsigned char digest[DIGEST_SIZE];
	struct buffer out = {0};
	struct entry_view v;

	if (entry_parse(line, len, &v) != 0)
		return;
	must(v.covered <= len && v.detail.len <= len);
	must(entry_check(d, line, &v) >= 0);
	(void)entry_number(&v, "sequence", -1);
	(void)entry_digest(&v, "link", digest);
	must(v.erased || entry_plain(&v.target, &out) == 0);
	buffer_clear(&out);
	if (entry_erase(&out, &v, len) == 0) {
		must(out.len == len && entry_parse(out.data, out.len, &v) == 0 && v.erased);
	}
	must(docket_take(docket, &v) == 0);
	buffer_free(&out);
}

static void
read_log(const uint8_t *data, size_t size)
{
	struct docket docket = {0};
	struct scroll_line line;
	struct scroll *scroll = NULL;
	struct digest *d;
	uint64_t behind;
	int fd = memfd_create("log", MFD_CLOEXEC), r;

	must(fd >= 0 && write(fd, data, size) == (ssize_t)size && digest_new(&d) == 0 && scroll_new(fd, &scroll) == 0);
	while ((r = scroll_next(scroll, &line)) != 0)
		if (r == 1)
			look_at_entry(line.data, line.len, d, &docket);
	must(scroll_end(scroll, &behind) + (int64_t)behind == (int64_t)size);
	scroll_free(scroll);
	digest_free(d);
	docket_release(&docket);
	close(fd);
}

static void
read_notes(const char *text, size_t len)
{
	struct checkpoint c;
	struct signet *key;
	size_t at = 0, before = 0;

	for (; checkpoint_next(text, len, &at, &c) == 1; before = at) {
		must(at > before && at <= len && c.signed_len <= len);
		if (signet_from_public("fuzz", c.root, &key) == 0) {
			must(checkpoint_check(&c, key) >= 0);
			signet_free(key);
		}
	}
	if (signet_from_text(text, len, &key) == 0)
		signet_free(key);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0 || size > 1 << 20)
		return 0;
	read_log(data, size);
	read_notes((const char *)data, size);
	return 0;
}
