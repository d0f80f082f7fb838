# Tells Steno's recorder what this zsh ran, at each prompt: doc/shell-reports.md.  As the last line of ~/.zshrc:
#
#	[[ -z ${STENO_REPORT-} ]] || . /usr/local/share/steno/shell/steno.zsh
#
# It starts no process.  preexec_functions and precmd_functions get one entry each, before the others; zsh
# keeps the status for those.

__steno_preexec() {
	emulate -L zsh -o no_err_exit -o no_err_return -o unset -o no_xtrace
	typeset -g __steno_ran=1 __steno_cwd=$PWD __steno_line=
	# what is longer the recorder would cut; a NUL would end it
	[[ ${#1} -gt 16000 || $1 == *$'\0'* ]] || __steno_line=$1
	return 0
}

__steno_precmd() {
	local __steno_status=$?
	emulate -L zsh -o no_err_exit -o no_err_return -o unset -o no_xtrace
	local report=shell=zsh$'\0'
	if [[ -n $__steno_ran ]]; then
		report+=exit=$__steno_status$'\0'cwd=$__steno_cwd$'\0'ran=1$'\0'
		[[ -z $__steno_line ]] || report+=line=$__steno_line$'\0'
	elif [[ $__steno_count == $HISTCMD ]]; then
		# a line that zsh could not read ran nothing, but is in the history
		report+=ran=0$'\0'
	fi
	typeset -g __steno_ran= __steno_line= __steno_count=$HISTCMD
	builtin \print -rn -u $__steno_fd -- $report$'\0' 2>/dev/null
	return 0
}

() {
	emulate -L zsh -o no_err_exit -o no_err_return -o unset -o no_xtrace
	[[ -o interactive && -z $__steno_fd && $STENO_REPORT == [1-9]* && $STENO_REPORT != *[^0-9]* ]] || return 0
	[[ -S /dev/fd/$STENO_REPORT ]] || return 0
	typeset -g __steno_fd=$STENO_REPORT __steno_ran= __steno_line= __steno_cwd= __steno_count=
	typeset -ga preexec_functions precmd_functions
	preexec_functions=(__steno_preexec $preexec_functions)
	precmd_functions=(__steno_precmd $precmd_functions)
}
