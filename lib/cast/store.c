/* A folder of recordings. */
#include "lib/cast/store.h"

#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "lib/base/error.h"
#include "lib/base/file.h"

#define SUFFIX ".cast.zst"

char *
store_folder(const char *configured, const char *home, const char *xdg_data_home)
{
	char *path;
	int n;

	if (configured[0] == '~' && (configured[1] == '/' || configured[1] == '\0'))
		n = asprintf(&path, "%s%s", home, configured + 1);
	else if (*configured != '\0')
		n = asprintf(&path, "%s", configured);
	else if (xdg_data_home != NULL && *xdg_data_home == '/')
		n = asprintf(&path, "%s/steno", xdg_data_home);
	else
		n = asprintf(&path, "%s/.local/share/steno", home);
	return n < 0 ? NULL : path;
}

int
store_place(const char *store, const struct uuid *id, char **out)
{
	char text[UUID_TEXT_SIZE], month[16], *path = NULL;
	time_t s = (time_t)(uuid_time(id) / 1000);
	struct tm tm;
	int r;

	*out = NULL;
	uuid_format(id, text);
	if (gmtime_r(&s, &tm) == NULL || strftime(month, sizeof month, "%Y-%m", &tm) == 0)
		return ERR_RANGE;
	if (asprintf(&path, "%s/sessions/%s", store, month) < 0)
		return -ENOMEM;
	r = file_make_folders(path);
	free(path);
	if (r != 0)
		return r;
	return asprintf(out, "%s/sessions/%s/%s" SUFFIX, store, month, text) < 0 ? -ENOMEM : 0;
}

/* Part 0 of a session whose id begins with the name. */
static bool
matches(const char *file, const char *name)
{
	return strncmp(file, name, strlen(name)) == 0 &&
	    strlen(file) == UUID_TEXT_SIZE - 1 + strlen(SUFFIX) &&
	    strcmp(file + UUID_TEXT_SIZE - 1, SUFFIX) == 0;
}

static int
search_month(const char *folder, const char *name, char **found)
{
	struct dirent *entry;
	DIR *dir = opendir(folder);
	int r = 0;

	if (dir == NULL)
		return errno == ENOENT || errno == ENOTDIR ? 0 : -errno;
	while (r == 0 && (entry = readdir(dir)) != NULL) {
		if (!matches(entry->d_name, name))
			continue;
		if (*found != NULL)
			r = ERR_RANGE;
		else if (asprintf(found, "%s/%s", folder, entry->d_name) < 0) {
			*found = NULL;
			r = -ENOMEM;
		}
	}
	closedir(dir);
	return r;
}

static int
search_months(const char *sessions, const char *name, char **found)
{
	struct dirent *entry;
	DIR *dir = opendir(sessions);
	char *month;
	int r = 0;

	if (dir == NULL)
		return errno == ENOENT ? 0 : -errno;
	while (r == 0 && (entry = readdir(dir)) != NULL) {
		if (entry->d_name[0] == '.')
			continue;
		if (asprintf(&month, "%s/%s", sessions, entry->d_name) < 0) {
			r = -ENOMEM;
			break;
		}
		r = search_month(month, name, found);
		free(month);
	}
	closedir(dir);
	return r;
}

int
store_find(const char *store, const char *name, char **path)
{
	char *sessions, *found = NULL;
	int r;

	*path = NULL;
	if (access(name, F_OK) == 0 || strchr(name, '/') != NULL)
		return (*path = strdup(name)) ? 0 : -ENOMEM;
	if (strlen(name) < STORE_NAME_MIN || strspn(name, "0123456789abcdef-") != strlen(name))
		return ERR_NOTFOUND;
	if (asprintf(&sessions, "%s/sessions", store) < 0)
		return -ENOMEM;
	r = search_months(sessions, name, &found);
	free(sessions);
	if (r == 0 && found == NULL)
		r = ERR_NOTFOUND;
	if (r != 0) {
		free(found);
		return r;
	}
	*path = found;
	return 0;
}

/* Take off three names, of which the last must be `sessions`: what is left, or NULL.  Frees what it is given. */
static char *
strip(char *path)
{
	char *at;
	int up;

	for (up = 0; path != NULL && up < 3; up++) {
		if ((at = strrchr(path, '/')) == NULL || at == path || (up == 2 && strcmp(at, "/sessions") != 0)) {
			free(path);
			return NULL;
		}
		*at = '\0';
	}
	return path;
}

/* By its name first: a month may be a link to other storage, and what lies there is of this store all the same. */
char *
store_around(const char *path)
{
	char *folder = *path == '/' ? NULL : getcwd(NULL, 0), *whole = NULL, *store;

	if (*path != '/' && (folder == NULL || asprintf(&whole, "%s/%s", folder, path) < 0))
		whole = NULL;
	free(folder);
	store = strip(whole != NULL ? whole : strdup(path));
	if (store != NULL && (whole = realpath(store, NULL)) != NULL) {
		free(store);
		return whole;
	}
	free(store);
	return strip(realpath(path, NULL));
}

bool
store_is_recording(const char *name)
{
	size_t n = strlen(name), tail = strlen(SUFFIX);

	return n > tail && strcmp(name + n - tail, SUFFIX) == 0 && strstr(name, ".part-") == NULL;
}
