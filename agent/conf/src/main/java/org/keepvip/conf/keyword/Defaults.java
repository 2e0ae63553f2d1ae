package org.keepvip.conf.keyword;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a component is when nothing is written for it. */
final class Defaults {
    private Defaults() {}

    /** The default of the annotation, read as the file would be. */
    static Optional<Object> of(Keyword keyword, ValueForm form) {
        if (keyword.standard().isEmpty()) {
            return Optional.empty();
        }
        if (keyword.standard().equals("on")) {
            return Optional.of(true);
        }
        return switch (form.read(List.of(keyword.standard()), keyword)) {
            case Outcome.Taken taken -> Optional.of(taken.value());
            case Outcome.Mended _, Outcome.Refused _, Outcome.Missing _ ->
                throw new IllegalArgumentException(
                        keyword.value() + "'s default " + keyword.standard() + " is not one of its values");
        };
    }

    /** The value as a component of {@code type} holds it. */
    static Object fit(Type type, Optional<Object> value) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
            return value.isPresent() && value.get() instanceof Optional<?> inherited ? inherited : value;
        }
        return value.orElseGet(() -> blank(type));
    }

    /** What a component is before anything is known of it. */
    static Object blank(Type type) {
        Type raw = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        if (raw == Optional.class) {
            return Optional.empty();
        }
        if (raw == List.class) {
            return List.of();
        }
        if (raw == Duration.class) {
            return Duration.ZERO;
        }
        if (raw == boolean.class) {
            return false;
        }
        if (raw == int.class) {
            return 0;
        }
        if (raw instanceof Class<?> constants && constants.isEnum()) {
            return constants.getEnumConstants()[0];
        }
        throw new IllegalArgumentException("a component of " + type + " needs a default");
    }
}
