# Tells Steno's recorder what this bash ran, at each prompt: doc/shell-reports.md.  As the last line of ~/.bashrc:
#
#	[ -z "${STENO_REPORT-}" ] || . /usr/local/share/steno/shell/steno.bash
#
# It needs bash 4.4.  It starts no process and sets no trap; PROMPT_COMMAND gets one entry, before the others.

# What bash ran it doesn't say; but `\#` counts the commands that it has read, and HISTCMD the entries of the history.
# The newest entry is the line that was run only if it is the one entry more since the last prompt.  Where that is
# not sure no line is reported, rather than a wrong one.
__steno_report() {
	local __steno_status=$? __steno_number=${HISTCMD-} __steno_read='\#' __steno_ran= __steno_sure=
	local __steno_before=${__steno_entry-} __steno_counted=${__steno_count-} __steno_cwd=${__steno_where-}
	__steno_read=${__steno_read@P}
	# interrupted from here on, we know nothing at the next prompt
	__steno_entry= __steno_count=$__steno_read __steno_where=${PWD-}

	local __steno_keeps= __steno_kept=
	# does the history take every line, and each as one entry?
	[[ -n ${HISTCONTROL-}${HISTIGNORE-} ]] || __steno_keeps=1
	[[ :$SHELLOPTS: == *:history:* && :$BASHOPTS: == *:cmdhist:* ]] && __steno_kept=1

	if [[ -n $__steno_counted && $__steno_counted != "$__steno_read" ]]; then
		__steno_ran='ran=1\0'
	elif [[ $__steno_number == "$__steno_before" && -n $__steno_keeps && -n $__steno_kept ]]; then
		__steno_ran='ran=0\0'
	fi
	if [[ -n $__steno_before && -n $__steno_kept && $__steno_number -eq $((__steno_before + 1)) ]]; then
		# one that is left out, and one of another session that a hook reads in, would look like ours
		[[ -z $__steno_keeps && ${PROMPT_COMMAND[*]-} == *history+([[:blank:]])-*([a-z])[nr]* ]] || __steno_sure=1
	fi

	if [[ -n $__steno_sure ]]; then
		builtin printf "shell=bash\\0exit=%d\\0cwd=%s\\0${__steno_ran}history=" "$__steno_status" "$__steno_cwd"
		# only where there is one: to assign this variable has effects of its own in bash
		if [[ -n ${HISTTIMEFORMAT-} ]]; then
			HISTTIMEFORMAT= builtin history 1
		else
			builtin history 1
		fi
		builtin printf '\0\0'
	elif [[ $__steno_ran == ran=1* ]]; then
		builtin printf "shell=bash\\0exit=%d\\0cwd=%s\\0${__steno_ran}\\0" "$__steno_status" "$__steno_cwd"
	else
		builtin printf "shell=bash\\0${__steno_ran}\\0"
	fi >&"$__steno_fd" || :
	[[ -z $__steno_kept ]] || __steno_entry=$__steno_number
	# bash 5.1 gives each entry of PROMPT_COMMAND the status that we found
	[[ -z ${__steno_hook-} || $- == *e* ]] || return "$__steno_status"
	return 0
} 2>/dev/null

if [[ $- == *i* && -z ${__steno_fd-} && ${STENO_REPORT-} == [1-9]* && $STENO_REPORT != *[!0-9]* &&
	-S /dev/fd/$STENO_REPORT && ${BASH_VERSINFO[0]}${BASH_VERSINFO[1]} -ge 44 ]] &&
	[[ -z ${PROMPT_COMMAND+set} || ${PROMPT_COMMAND@a} != *r* ]]; then
	__steno_fd=$STENO_REPORT
	if ((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1] >= 501)); then
		PROMPT_COMMAND=(__steno_report ${PROMPT_COMMAND[@]+"${PROMPT_COMMAND[@]}"})
	else
		# a string, which a child may inherit that has no such function
		__steno_hook=__steno_report
		PROMPT_COMMAND='${__steno_hook-}'$'\n'${PROMPT_COMMAND-}
	fi
fi
