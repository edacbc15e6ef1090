// SPDX-License-Identifier: Apache-2.0
package portolan.scoring.rules;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What no rule may judge by: who somebody is, apart from what they send and what they did before. A name that asks for
 * it is refused with its reason, also where nothing of that name is known, so that nobody looks for another way to
 * write it.
 *
 * <p>Names are compared word by word, whether written {@code dateOfBirth}, {@code date_of_birth} or {@code
 * dateofbirth}, in one number or many; {@code packages} does not ask for an age.
 */
final class PersonalAttributes {
    /** What stands between two words of a name: anything but letters, or the step to a capital. */
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})");

    /** By the words of a name, run together: what it asks for, in words. */
    private static final Map<String, String> DENIED = new LinkedHashMap<>();

    static {
        deny("nationality", "nationality nationalities citizenship citizen countryofbirth placeofbirth");
        deny("sex or gender", "sex gender male female pregnant pregnancy transgender");
        deny("age", "age dateofbirth birth birthdate birthday birthyear yearofbirth dob elderly");
        deny("religion or belief", "religion religious faith belief church creed");
        deny("ethnic origin", "ethnicity ethnic race racial skin skincolour skincolor tribe caste");
        deny("language", "mothertongue nativelanguage");
        deny("family", "maritalstatus marital married divorced spouse children");
        deny("health", "health disability disabled disease illness medical diagnosis");
        deny("sexual orientation", "sexualorientation sexuality gay homosexual");
        deny("political opinion", "political politics politicalopinion partymembership");
        deny("membership of a trade union", "tradeunion unionmembership");
        deny("genetic or biometric data", "genetic biometric fingerprint dna");
        deny(
                "the name of a natural person",
                "firstname givenname forename lastname familyname surname maidenname middlename personname "
                        + "personalname drivername passenger crewname directorname");
        deny("a document of identity", "passport identitycard socialsecurity ssn");
    }

    private PersonalAttributes() {}

    private static void deny(String what, String names) {
        for (String name : names.split(" ", -1)) {
            DENIED.put(name, what);
        }
    }

    /** What to say about a name that may not be used; null for every other name. */
    static @Nullable String complaint(String name) {
        String what = asksFor(name);
        return what == null
                ? null
                : "'" + name + "' may not be used: no rule judges by " + what
                        + "; say what the consignment, its route or the party's record shows instead";
    }

    /** The personal characteristic that a name asks for, or null. */
    static @Nullable String asksFor(String name) {
        List<String> words = new ArrayList<>();
        for (String word : BETWEEN_WORDS.split(name, -1)) {
            if (!word.isEmpty()) {
                words.add(word.toLowerCase(Locale.ROOT));
            }
        }
        for (int from = 0; from < words.size(); from++) {
            StringBuilder joined = new StringBuilder();
            for (int to = from; to < Math.min(words.size(), from + 3); to++) {
                joined.append(words.get(to));
                String what = ofOneOrMany(joined.toString());
                if (what != null) {
                    return what;
                }
            }
        }
        return null;
    }

    private static @Nullable String ofOneOrMany(String word) {
        String what = DENIED.get(word);
        return what == null && word.endsWith("s") ? DENIED.get(word.substring(0, word.length() - 1)) : what;
    }
}
