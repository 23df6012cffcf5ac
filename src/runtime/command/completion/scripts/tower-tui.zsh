#compdef tower-tui
_tower_tui() {
    local -a values descriptions
    local line
    while IFS= read -r line; do
        values+=("${line%%$'\t'*}")
        if [[ "$line" == *$'\t'* ]]; then
            descriptions+=("${line%%$'\t'*}  ${line#*$'\t'}")
        else
            descriptions+=("$line")
        fi
    done < <(TOWER_TUI_COMPLETE=zsh ${(Q)words[1]} -- "${(@Q)words[1,CURRENT]}" 2>/dev/null)
    (( ${#values} )) || return 1
    if (( ${#values} == 1 )) && [[ "${values[1]}" == *[/:=] ]]; then
        compadd -U -V tower-tui -S '' -l -d descriptions -a values
    else
        compadd -U -V tower-tui -l -d descriptions -a values
    fi
}
if [[ "${funcstack[1]}" == _tower-tui ]]; then
    _tower_tui "$@"
else
    compdef _tower_tui tower-tui
fi
