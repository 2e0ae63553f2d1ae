package org.keepvip.bench.matrix;

/** Something that had to come did not come in time. */
final class Missed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String what;

    Missed(String what) {
        super(what);
        this.what = what;
    }

    String what() {
        return what;
    }
}
