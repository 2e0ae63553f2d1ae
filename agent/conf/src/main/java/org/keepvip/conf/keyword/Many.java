package org.keepvip.conf.keyword;

/** How the values of a keyword that has a list of them are written. */
public enum Many {
    /** One after the other on the keyword's line: {@code vrrp_cpu_affinity 0 1}. */
    LINE,
    /** One after the other, on as many lines as wanted, in the keyword's block: <code>group { VI_1 VI_2 }</code>. */
    BLOCK,
    /** One each time the keyword is written: {@code key 1 …}, {@code key 2 …}. */
    EACH
}
