package rondo.cli.completion;

/** The shells that can be told what to complete. */
public enum Shell {
  BASH,
  ZSH,
  FISH,
  POWERSHELL;

  /** The script that tells it. */
  public String script(Syntax syntax) {
    return switch (this) {
      case BASH -> BashScript.of(syntax);
      case ZSH -> ZshScript.of(syntax);
      case FISH -> FishScript.of(syntax);
      case POWERSHELL -> PowerShellScript.of(syntax);
    };
  }
}
