/* The key files of a trail. */
#include "lib/trail/keyring.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/clock.h"
#include "lib/base/file.h"
#include "lib/base/uuid.h"
#include "lib/trail/cabinet.h"
#include "lib/trail/signet.h"

static int
join(char **out, const char *folder, const char *name)
{
	return asprintf(out, "%s/%s", folder, name) < 0 ? (*out = NULL, -ENOMEM) : 0;
}

static int
write_text(const char *path, const char *text, size_t len)
{
	char *temporary;
	int fd, r;

	if ((r = file_begin_replace(path, &fd, &temporary)) != 0)
		return r;
	if ((r = file_write(fd, text, len)) != 0 || (r = file_write(fd, "\n", 1)) != 0) {
		file_abandon(&fd, &temporary);
		return r;
	}
	return file_replace(path, &fd, &temporary);
}

/* Made by root in somebody's trail: its owner's. */
static int
give_away(const char *folder, const char *name)
{
	int fd = cabinet_open(folder, name, O_RDONLY);

	if (fd < 0)
		return fd;
	close(fd);
	return 0;
}

int
keyring_publish(const char *folder, const char *vkey)
{
	char *path;
	int r;

	if ((r = join(&path, folder, "key.pub")) == 0 && (r = write_text(path, vkey, strlen(vkey))) == 0)
		r = give_away(folder, "key.pub");
	free(path);
	return r;
}

static int
make(const char *folder, const char *path, const char *name, struct signet **key)
{
	int r;

	if ((r = signet_make(name, key)) == 0 && (r = signet_save(*key, path)) == 0)
		r = give_away(folder, "key");
	return r;
}

int
keyring_begin(const char *folder, struct buffer *vkey)
{
	char *path = NULL, text[UUID_TEXT_SIZE], name[SIGNET_NAME_MAX];
	struct signet *key = NULL;
	struct uuid id;
	int r;

	if ((r = join(&path, folder, "key")) != 0)
		goto done;
	if ((r = signet_load(path, &key)) == -ENOENT) {
		if ((r = uuid_make(&id, clock_realtime_ms())) != 0)
			goto done;
		uuid_format(&id, text);
		snprintf(name, sizeof name, "steno-trail/%s", text);
		r = make(folder, path, name, &key);
	}
	if (r == 0 && (r = signet_put_public(key, vkey)) == 0)
		r = buffer_string(vkey) ? keyring_publish(folder, vkey->data) : -ENOMEM;
done:
	signet_free(key);
	free(path);
	return r;
}

int
keyring_replace(const char *folder, const char *origin, struct buffer *vkey)
{
	struct signet *key = NULL;
	char *path;
	int r;

	if ((r = join(&path, folder, "key")) != 0)
		return r;
	if (access(path, F_OK) == 0)
		r = 0;
	else if (errno != ENOENT)
		r = -errno;
	else if ((r = make(folder, path, origin, &key)) == 0)
		r = signet_put_public(key, vkey) == 0 ? 1 : -ENOMEM;
	signet_free(key);
	free(path);
	return r;
}
