/* Which commands are looked at. */
#include "search/scope.h"

#include <pwd.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void
scope_free(struct scope *s)
{
	free(s->session);
	free(s->cwd);
	free(s->program);
	free(s->host);
	free(s->user);
	s->session = s->cwd = s->program = s->host = s->user = NULL;
}

static char *
copy(const char *text)
{
	return text != NULL && *text != '\0' ? strdup(text) : NULL;
}

static void
take_own(struct scope *s)
{
	const struct passwd *pw = getpwuid(getuid());
	char host[256] = "";

	if (gethostname(host, sizeof host - 1) == 0)
		s->host = copy(host);
	s->user = copy(pw != NULL ? pw->pw_name : NULL);
}

static void
take(struct scope *s, const struct lookup_hit *hit)
{
	scope_free(s);
	if (hit == NULL) {
		take_own(s);
		return;
	}
	s->session = copy(hit->session->uuid);
	s->host = copy(hit->session->host);
	s->user = copy(hit->session->user);
	if (hit->c.cwd.len > 0 && memchr(hit->c.cwd.data, '\0', hit->c.cwd.len) == NULL)
		s->cwd = strndup(hit->c.cwd.data, hit->c.cwd.len);
	s->program = s->cwd == NULL ? copy(hit->c.program) : NULL;
}

static bool
makes_sense(const struct scope *s, enum scope_which which)
{
	if (which == SCOPE_FAILED)
		return !s->no_exit;
	return which == SCOPE_ALL || *scope_value(s, which) != '\0';
}

void
scope_turn(struct scope *s, int by, const struct lookup_hit *hit)
{
	if (s->which == SCOPE_ALL)
		take(s, hit);
	do {
		s->which = (enum scope_which)(((int)s->which + by + SCOPES) % SCOPES);
	} while (!makes_sense(s, s->which));
}

void
scope_want(const struct scope *s, struct asker_scope *want)
{
	*want = (struct asker_scope){
	    .session = s->which == SCOPE_SESSION ? s->session : NULL,
	    .cwd = s->which == SCOPE_PLACE ? s->cwd : NULL,
	    .program = s->which == SCOPE_PLACE ? s->program : NULL,
	    .host = s->which == SCOPE_HOST ? s->host : NULL,
	    .user = s->which == SCOPE_USER ? s->user : NULL,
	    .exit = s->which == SCOPE_FAILED ? "fail" : NULL,
	};
}

const char *
scope_name(const struct scope *s, enum scope_which which)
{
	static const char *const names[SCOPES] = {"all", "session", "directory", "host", "user", "failed"};

	return which == SCOPE_PLACE && s->cwd == NULL && s->program != NULL ? "program" : names[which];
}

const char *
scope_value(const struct scope *s, enum scope_which which)
{
	const char *value = which == SCOPE_SESSION ? s->session : which == SCOPE_PLACE ? s->cwd != NULL ? s->cwd : s->program
	    : which == SCOPE_HOST ? s->host : which == SCOPE_USER ? s->user : NULL;

	return value != NULL ? value : "";
}
