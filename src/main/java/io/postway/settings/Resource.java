package io.postway.settings;

/** One thing that can be set, with a version of its own. */
public sealed interface Resource permits App, ConversionSchemas, Link, Network, Panel, S2sToken, User {}
