/* Files of journals that are kept to be used again. */
#include "lib/cast/spares.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

void
spares_init(struct spares *s)
{
	*s = (struct spares){.count = 0};
	pthread_mutex_init(&s->lock, NULL);
}

void
spares_release(struct spares *s)
{
	while (s->count > 0)
		free(s->paths[--s->count]);
	pthread_mutex_destroy(&s->lock);
}

/* Empty the file; not where it has another name, by which somebody keeps what it holds. */
static bool
empty_file(const char *path)
{
	int fd = open(path, O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NOFOLLOW);
	struct stat st;
	bool done;

	if (fd < 0)
		return false;
	done = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) && st.st_nlink == 1 && ftruncate(fd, 0) == 0;
	close(fd);
	return done;
}

bool
spares_keep(struct spares *s, char *path)
{
	bool room;

	pthread_mutex_lock(&s->lock);
	room = s->count < SPARES_MAX;
	pthread_mutex_unlock(&s->lock);
	/* only one thread adds: the room stays */
	if (!room || !empty_file(path))
		return false;
	pthread_mutex_lock(&s->lock);
	s->paths[s->count++] = path;
	pthread_mutex_unlock(&s->lock);
	return true;
}

char *
spares_take(struct spares *s)
{
	char *path;

	pthread_mutex_lock(&s->lock);
	path = s->count > 0 ? s->paths[--s->count] : NULL;
	pthread_mutex_unlock(&s->lock);
	return path;
}

void
spares_remove(struct spares *s)
{
	char *path;

	while ((path = spares_take(s)) != NULL) {
		unlink(path);
		free(path);
	}
}
