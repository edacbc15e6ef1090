package portolan.scoring.party;

import java.text.Normalizer;
import java.util.Locale;

/** What is left of a name when everything is taken away that its owner may write differently next time. */
public final class NameKey {
    private NameKey() {}

    /**
     * The key of a name.
     *
     * @param plain as {@link #plain(String)} makes it
     * @param person whether it is the name of a natural person
     */
    public static String of(String plain, boolean person) {
        return plain;
    }

    /** Upper case, no diacritics, every run of anything but letters and digits one blank. */
    public static String plain(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD);
        StringBuilder plain = new StringBuilder(decomposed.length());
        for (int i = 0; i < decomposed.length(); ) {
            int point = decomposed.codePointAt(i);
            i += Character.charCount(point);
            if (Character.isLetterOrDigit(point)) {
                plain.appendCodePoint(point);
            } else if (Character.getType(point) != Character.NON_SPACING_MARK
                    && plain.length() > 0
                    && plain.charAt(plain.length() - 1) != ' ') {
                plain.append(' ');
            }
        }
        return plain.toString().strip().toUpperCase(Locale.ROOT);
    }
}
