package dev.auroraguardrails.model;

/// A violation, and the control that found it.
///
/// @param control the control's metadata
/// @param resource the resource it was found on
/// @param violation what is wrong
public record Finding(ControlInfo control, Resource resource, Violation violation) {}
