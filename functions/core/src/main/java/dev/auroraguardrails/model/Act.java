package dev.auroraguardrails.model;

/// What the preset `recommended` does about a control's violations.
public enum Act {
  /// It puts them back: there is an exact inverse that hurts nobody.
  REVERT,
  /// It tells them, since putting them back may break something; a baseline may ask for it.
  REVERT_IF_ASKED,
  /// It tells them: there is nothing that could be put back.
  ALERT,
  /// It is silent, since most such calls are work; a baseline may ask to be told.
  TELL_IF_ASKED
}
