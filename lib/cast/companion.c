/* The other files of a recording that is several. */
#include "lib/cast/companion.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/file.h"
#include "lib/cast/timing.h"
#include "lib/cast/typescript.h"

#define LOOK 256

static const char *const LOG_ENDS[] = {
    ".out", ".log", ".typescript", ".script", ".txt", ".io", ".in", ""};
static const char *const TIMING_ENDS[] = {
    ".timing", ".tim", ".time", ".tm", "-timing", "_timing", "timing"};

int
companion_open(const char *path, struct inlet **out)
{
	struct stat st;
	int fd, r;

	*out = NULL;
	/* without waiting, should it be a pipe */
	if ((fd = open(path, O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK)) < 0)
		return -errno;
	if (fstat(fd, &st) != 0 || !S_ISREG(st.st_mode)) {
		close(fd);
		return ERR_FORMAT;
	}
	if ((r = inlet_open(fd, out)) == 0)
		inlet_set_path(*out, path);
	return r;
}

static const char *
last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash != NULL ? slash + 1 : path;
}

int
companion_beside(const char *path, const char *name, struct inlet **out)
{
	char *folder, *full = NULL;
	int r = -ENOMEM;

	*out = NULL;
	if ((folder = file_folder(path)) != NULL &&
	    asprintf(&full, "%s/%s", folder, last_part(name)) >= 0) {
		r = companion_open(full, out);
		free(full);
	}
	free(folder);
	return r;
}

bool
companion_same(const char *path, const char *name)
{
	return strcmp(last_part(path), last_part(name)) == 0;
}

static bool
ends_in(const char *name, const char *end)
{
	size_t n = strlen(name), m = strlen(end);

	return n >= m && strcmp(name + n - m, end) == 0;
}

static bool
is_timing(const char *data, size_t len)
{
	return timing_looks(data, len) != TIMING_NONE;
}

/* The file STEM + end beside path, if it looks right. */
static struct inlet *
try_one(const char *path, const char *stem, size_t stem_len, const char *end,
    bool (*looks)(const char *, size_t))
{
	struct inlet *inlet = NULL;
	const char *data;
	size_t len;
	char *name;

	if (asprintf(&name, "%.*s%s", (int)stem_len, stem, end) < 0)
		return NULL;
	if (*name != '\0' && !companion_same(path, name) &&
	    companion_beside(path, name, &inlet) == 0) {
		len = inlet_peek(inlet, LOOK, &data);
		if (!looks(data, len)) {
			inlet_free(inlet);
			inlet = NULL;
		}
	}
	free(name);
	return inlet;
}

struct inlet *
companion_timing(const char *path)
{
	const char *name = last_part(path);
	size_t len = strlen(name), log, i;
	struct inlet *found;

	/* foo.out.timing first, then foo.timing */
	for (i = 0; i < sizeof TIMING_ENDS / sizeof *TIMING_ENDS; i++)
		if ((found = try_one(path, name, len, TIMING_ENDS[i], is_timing)) != NULL)
			return found;
	for (log = 0; log < sizeof LOG_ENDS / sizeof *LOG_ENDS; log++) {
		if (*LOG_ENDS[log] == '\0' || !ends_in(name, LOG_ENDS[log]))
			continue;
		len = strlen(name) - strlen(LOG_ENDS[log]);
		for (i = 0; i < sizeof TIMING_ENDS / sizeof *TIMING_ENDS; i++)
			if ((found = try_one(path, name, len, TIMING_ENDS[i], is_timing)) != NULL)
				return found;
	}
	return try_one(path, "", 0, "timing", is_timing);
}

struct inlet *
companion_typescript(const char *path)
{
	const char *name = last_part(path);
	size_t len, i, log;
	struct inlet *found;

	for (i = 0; i < sizeof TIMING_ENDS / sizeof *TIMING_ENDS; i++) {
		if (!ends_in(name, TIMING_ENDS[i]))
			continue;
		len = strlen(name) - strlen(TIMING_ENDS[i]);
		for (log = 0; log < sizeof LOG_ENDS / sizeof *LOG_ENDS; log++)
			if ((found = try_one(path, name, len, LOG_ENDS[log], typescript_looks)) !=
			    NULL)
				return found;
	}
	return try_one(path, "", 0, "typescript", typescript_looks);
}
