/* What is taken out of everything that is derived. */
#include "lib/verb/redaction.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lib/base/error.h"
#include "lib/base/report.h"
#include "lib/cast/store.h"
#include "lib/config/config.h"
#include "lib/verb/verb.h"

/* To be freed, NULL: none is. */
static int
find_configured(char **rules)
{
	char *message;
	struct config *config = verb_config(&message);
	const char *value;
	int r = 0;

	*rules = NULL;
	if (message != NULL) {
		report_error("%s; what is to be redacted is not known", message);
		r = ERR_FORMAT;
	} else if (config == NULL) {
		r = ERR_FAILED;
	} else if (*(value = config_get(config, "redact.rules")) != '\0') {
		*rules = store_folder(value, verb_home(), NULL);
		r = *rules != NULL ? 0 : ERR_FAILED;
	}
	free(message);
	config_free(config);
	return r;
}

static int
read_rules(struct censor *censor, const char *rules)
{
	char *message = NULL;
	int r = rules != NULL ? censor_read(censor, rules, &message) : 0;

	if (r != 0)
		report_error("%s", message != NULL ? message : "can't read the rules of what is redacted");
	free(message);
	return r;
}

struct censor *
redaction_open(const char *rules)
{
	struct censor *censor = censor_new();
	char *configured = NULL;
	int r = 0;

	if (censor == NULL) {
		report_error("out of memory");
		return NULL;
	}
	if (rules == NULL)
		r = find_configured(&configured);
	if (r == 0)
		r = read_rules(censor, rules != NULL ? rules : configured);
	free(configured);
	if (r == 0)
		return censor;
	censor_free(censor);
	return NULL;
}

int
redaction_header(struct censor *censor, struct header *h)
{
	char **const strings[] = {&h->command, &h->title, &h->shell, &h->user, &h->host, &h->login, &h->tty, &h->client};
	size_t i;
	int r = 0;

	for (i = 0; r >= 0 && i < sizeof strings / sizeof *strings; i++)
		r = censor_string(censor, strings[i]);
	for (i = 0; r >= 0 && i < h->labels.count; i++)
		r = censor_label(censor, h->labels.items[i].name, &h->labels.items[i].value);
	return r < 0 ? r : 0;
}
