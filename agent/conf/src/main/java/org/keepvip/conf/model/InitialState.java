package org.keepvip.conf.model;

/** The word after {@code state}; it decides defaults, not who becomes MASTER. */
public enum InitialState {
    BACKUP,
    MASTER
}
