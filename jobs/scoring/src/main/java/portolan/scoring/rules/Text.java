// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A compiled expression that is a text; null when absent. */
sealed interface Text {
    @Nullable
    String value(Facts facts);

    /** The texts of a field of type {@link ConsignmentField.Type#TEXTS}. */
    @SuppressWarnings("unchecked") // the field's type, checked when the expression was compiled
    static List<String> list(Facts facts, ConsignmentField field) {
        return (List<String>) Objects.requireNonNull(facts.field(field));
    }

    record Constant(String text) implements Text {
        @Override
        public String value(Facts facts) {
            return text;
        }
    }

    record OfField(ConsignmentField field) implements Text {
        @Override
        public @Nullable String value(Facts facts) {
            return (String) facts.field(field);
        }
    }

    record OfLoop(int depth) implements Text {
        @Override
        public String value(Facts facts) {
            return facts.loopText(depth);
        }
    }

    record Either(Condition when, Text then, Text otherwise) implements Text {
        @Override
        public @Nullable String value(Facts facts) {
            return switch (when.test(facts)) {
                case YES -> then.value(facts);
                case NO -> otherwise.value(facts);
                case ABSENT -> null;
            };
        }
    }
}
