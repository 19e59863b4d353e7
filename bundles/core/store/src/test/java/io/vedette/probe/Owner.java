package io.vedette.probe;

/** A class of another room's bundle. */
public final class Owner {}
