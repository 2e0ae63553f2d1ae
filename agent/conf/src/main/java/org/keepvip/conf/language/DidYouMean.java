package org.keepvip.conf.language;

import java.util.Collection;
import java.util.Optional;

/** Finds the word that was probably meant. */
public final class DidYouMean {
    private DidYouMean() {}

    /**
     * The candidate nearest to a mistyped word, by letters inserted, left out, replaced or swapped with their neighbour; none when
     * every candidate differs in more than a third of its letters. Of equally near ones the first in the alphabet.
     */
    public static Optional<String> nearest(String word, Collection<String> candidates) {
        String best = null;
        int bestDistance = Integer.MAX_VALUE;
        for (String candidate : candidates) {
            int limit = Math.max(1, Math.min(word.length(), candidate.length()) / 3);
            if (Math.abs(word.length() - candidate.length()) > limit || word.equals(candidate)) {
                continue;
            }
            int distance = distance(word, candidate);
            boolean nearer = distance < bestDistance
                    || (distance == bestDistance && best != null && candidate.compareTo(best) < 0);
            if (distance <= limit && nearer) {
                best = candidate;
                bestDistance = distance;
            }
        }
        return Optional.ofNullable(best);
    }

    /** Damerau-Levenshtein distance, each pair of letters swapped at most once; a change of case or of - and _ costs nothing. */
    static int distance(String left, String right) {
        String a = folded(left);
        String b = folded(right);
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = last[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, Math.min(last[j], row[j - 1]) + 1);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            int[] spare = beforeLast;
            beforeLast = last;
            last = row;
            row = spare;
        }
        return last[b.length()];
    }

    private static String folded(String word) {
        return word.toLowerCase(java.util.Locale.ROOT).replace('-', '_');
    }
}
