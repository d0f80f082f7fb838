/* What the configuration and the options say about recording. */
#include "recorder/policy.h"

#include <errno.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "lib/base/armour.h"
#include "lib/cast/digest.h"
#include "lib/cast/store.h"

#define GROUPS_MAX 1024

static int
find_user(struct policy *p, bool login)
{
	const char *home = getenv("HOME"), *name = NULL;
	struct passwd *pw = getpwuid(p->uid);
	char number[32];

	if (pw != NULL)
		name = pw->pw_name;
	if (pw != NULL && (login || home == NULL || *home != '/'))
		home = pw->pw_dir;
	if (home == NULL || *home != '/')
		home = "/";
	snprintf(number, sizeof number, "%u", (unsigned)p->uid);
	p->user = strdup(name ? name : number);
	p->home = strdup(home);
	return p->user && p->home ? 0 : -ENOMEM;
}

int
policy_load(struct policy *p, bool login, char **message)
{
	char *path, *why = NULL;
	int r;

	*message = NULL;
	memset(p, 0, sizeof *p);
	p->uid = getuid();
	p->login = login;
	if ((p->config = config_new()) == NULL || (r = find_user(p, login)) != 0)
		return -ENOMEM;
	if ((r = config_read(p->config, config_system_path(), CONFIG_SYSTEM, message)) != 0)
		return r;
	path = config_user_path(p->home, login ? NULL : getenv("XDG_CONFIG_HOME"));
	if (path == NULL)
		return -ENOMEM;
	r = config_read(p->config, path, CONFIG_USER, &why);
	free(path);
	if (r != 0 && !login) {
		*message = why;
		return r;
	}
	free(why);
	if ((r = config_dump(p->config, &p->standing)) == 0 && buffer_string(&p->standing) == NULL)
		r = -ENOMEM;
	if (r == 0 && *config_get(p->config, "redact.rules") != '\0' &&
	    (p->rules = store_folder(config_get(p->config, "redact.rules"), p->home, NULL)) == NULL)
		r = -ENOMEM;
	return r;
}

static bool
in_group(const char *name)
{
	struct group *g = getgrnam(name);
	gid_t list[GROUPS_MAX];
	int n, i;

	if (g == NULL)
		return false;
	if (getegid() == g->gr_gid)
		return true;
	n = getgroups(GROUPS_MAX, list);
	for (i = 0; i < n; i++)
		if (list[i] == g->gr_gid)
			return true;
	return false;
}

/* `break-glass` lists users, and groups with an @: they are never locked out. */
static bool
breaks_glass(const struct policy *p)
{
	const char *list = config_get(p->config, "record.break-glass");
	char word[256];
	size_t n;

	for (; *(list += strspn(list, ", \t")) != '\0'; list += n) {
		n = strcspn(list, ", \t");
		snprintf(word, sizeof word, "%.*s", (int)n, list);
		if (*word == '@' ? in_group(word + 1) : strcmp(word, p->user) == 0)
			return true;
	}
	return false;
}

static int
digest_config(struct policy *p)
{
	unsigned char sum[DIGEST_SIZE];
	struct buffer text = {0};
	int r;

	if ((r = config_dump(p->config, &text)) == 0 &&
	    (r = digest_once(text.data, text.len, sum)) == 0)
		hex_encode(sum, sizeof sum, p->digest);
	buffer_free(&text);
	return r;
}

int
policy_decide(struct policy *p, char **message)
{
	const char *input = config_get(p->config, "record.input");
	bool open_store = !p->login &&
	    config_where(p->config, "record.store") == CONFIG_DEFAULT &&
	    !config_has_word(p->config, "record.lock", "store") &&
	    !config_has_word(p->config, "record.lock", "all");

	*message = NULL;
	p->input = strcmp(input, "full") == 0 ? INPUT_FULL
	    : strcmp(input, "none") == 0      ? INPUT_NONE
					      : INPUT_KEYS;
	p->reports = strcmp(config_get(p->config, "record.reports"), "yes") == 0;
	p->carry_on = strcmp(config_get(p->config, "record.on-failure"), "continue") == 0 ||
	    breaks_glass(p);
	p->rotate_bytes = config_number(p->config, "record.rotate-size");
	p->rotate_ms = config_number(p->config, "record.rotate-time");
	p->store = store_folder(config_get(p->config, "record.store"), p->home,
	    open_store ? getenv("XDG_DATA_HOME") : NULL);
	p->shell = strdup(config_get(p->config, "record.shell"));
	p->notice = strdup(config_get(p->config, "record.notice"));
	if (p->store == NULL || p->shell == NULL || p->notice == NULL)
		return -ENOMEM;
	return digest_config(p);
}

void
policy_free(struct policy *p)
{
	config_free(p->config);
	buffer_free(&p->standing);
	free(p->rules);
	free(p->store);
	free(p->shell);
	free(p->notice);
	free(p->user);
	free(p->home);
	memset(p, 0, sizeof *p);
}
