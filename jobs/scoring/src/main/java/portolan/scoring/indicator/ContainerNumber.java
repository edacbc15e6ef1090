package portolan.scoring.indicator;

import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import portolan.scoring.manifest.TransportMode;

/**
 * A container number after ISO 6346: three letters of the owner, a category letter, six digits, a check digit.
 *
 * <p>The check digit is the sum of the first ten characters' values, each times 2 to the power of its place, modulo 11,
 * a remainder of 10 written as 0. Letters count from 10 and leave out the multiples of 11. Trailers' ILU codes (EN 13044)
 * are built the same way.
 */
final class ContainerNumber {
    private static final Pattern LOOKS_LIKE_ONE = Pattern.compile("[A-Z]{4}[0-9]{7}");

    /** A freight container's letters with too few or too many digits: nothing else at sea is numbered so. */
    private static final Pattern LOOKS_LIKE_A_TYPING_ERROR = Pattern.compile("[A-Z]{3}U(?:[0-9]{5,6}|[0-9]{8})");

    private static final Pattern SEPARATORS = Pattern.compile("[ ./-]");

    private static final int CHECKED = 10;

    private ContainerNumber() {}

    /** What is wrong with an equipment id; empty when it is right, null when it is no container number at all. */
    static @Nullable String fault(String equipmentId, TransportMode mode) {
        String number = SEPARATORS.matcher(equipmentId.toUpperCase(Locale.ROOT)).replaceAll("");
        if (LOOKS_LIKE_ONE.matcher(number).matches()) {
            int stated = number.charAt(CHECKED) - '0';
            int right = checkDigit(number);
            return stated == right ? "" : number + " has check digit " + stated + ", " + right + " would be right";
        }
        if (mode == TransportMode.SEA
                && LOOKS_LIKE_A_TYPING_ERROR.matcher(number).matches()) {
            return number + " has " + (number.length() - 4) + " digits, a container number has 7";
        }
        return null;
    }

    /** The check digit that belongs to the first ten characters. */
    static int checkDigit(String number) {
        int sum = 0;
        for (int place = 0; place < CHECKED; place++) {
            sum += value(number.charAt(place)) << place;
        }
        return sum % 11 % 10;
    }

    private static int value(char character) {
        if (character <= '9') {
            return character - '0';
        }
        int value = 10 + (character - 'A');
        // 11, 22 and 33 are left out, or their letters could not be told from nothing.
        return value + (value - 1) / 10;
    }
}
