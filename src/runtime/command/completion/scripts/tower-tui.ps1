Register-ArgumentCompleter -Native -CommandName tower-tui -ScriptBlock {
    param($word, $ast, $position)
    $words = @($ast.CommandElements | Where-Object { $_.Extent.EndOffset -le $position } | ForEach-Object { if ($_.Value) { $_.Value } else { $_.Extent.Text } })
    if ($word -eq '') { $words += '' }
    $env:TOWER_TUI_COMPLETE = 'powershell'
    try {
        & $words[0] '--' @words 2>$null | ForEach-Object {
            $value, $about = $_ -split "`t", 2
            if (-not $about) { $about = $value }
            $text = if ($value -match '[\s''"`$;&|(){}@#,<>]') { "'" + $value.Replace("'", "''") + "'" } else { $value }
            [System.Management.Automation.CompletionResult]::new($text, $value, 'ParameterValue', $about)
        }
    } finally {
        Remove-Item Env:TOWER_TUI_COMPLETE
    }
}
