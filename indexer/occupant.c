/* Who has an index open and is at it. */
#include "indexer/occupant.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* Where SQLite locks INDEX-shm: who writes, who empties the log, who mends it, and then five for those who read. */
#define WRITERS_AT 120
#define READERS_AT 123
#define READERS 5

/* The process that has a lock there, or 0; of another machine or namespace nobody says which. */
static pid_t
find_holder(int fd, off_t from, off_t count)
{
	struct flock lock = {.l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = from, .l_len = count};

	return fcntl(fd, F_GETLK, &lock) == 0 && lock.l_type != F_UNLCK && lock.l_pid > 0 ? lock.l_pid : 0;
}

static pid_t
find_process(const char *index)
{
	char *path;
	pid_t pid = 0;
	int fd;

	if (asprintf(&path, "%s-shm", index) < 0)
		return 0;
	if ((fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW)) >= 0) {
		if ((pid = find_holder(fd, READERS_AT, READERS)) == 0)
			pid = find_holder(fd, WRITERS_AT, READERS_AT - WRITERS_AT);
		close(fd);
	}
	free(path);
	return pid;
}

void
occupant_name(const char *index, char *text, size_t size)
{
	char path[64], name[32] = "";
	pid_t pid = find_process(index);
	FILE *f;

	if (pid == 0) {
		snprintf(text, size, "somebody");
		return;
	}
	snprintf(path, sizeof path, "/proc/%d/comm", (int)pid);
	if ((f = fopen(path, "re")) != NULL) {
		if (fgets(name, sizeof name, f) == NULL)
			name[0] = '\0';
		fclose(f);
		name[strcspn(name, "\n")] = '\0';
	}
	snprintf(text, size, name[0] != '\0' ? "process %d (%s)" : "process %d", (int)pid, name);
}
