package portolan.scoring.party;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The legal forms that stand beside a company's own name, from the resource {@code portolan/party/legal-forms.txt}.
 * They are left out altogether: filers write AG, Aktiengesellschaft, or nothing.
 */
final class LegalForms {
    private static final LegalForms BUNDLED = new LegalForms(PartyTerms.lines("/portolan/party/legal-forms.txt"));

    /** Two letters are as often a part of the name itself. */
    private static final int SHORT = 2;

    /** By their first word, the longest first. */
    private final Map<String, List<List<String>>> forms = new HashMap<>();

    private LegalForms(List<String> lines) {
        for (String line : lines) {
            List<String> words = NameWords.joined(NameWords.split(line));
            List<List<String>> sameStart = forms.computeIfAbsent(words.get(0), first -> new ArrayList<>());
            if (!sameStart.contains(words)) {
                sameStart.add(words);
                sameStart.sort(Comparator.<List<String>>comparingInt(List::size).reversed());
            }
        }
    }

    static LegalForms bundled() {
        return BUNDLED;
    }

    /** Whether this one word is a legal form. */
    boolean contains(String word) {
        List<List<String>> sameStart = forms.get(word);
        return sameStart != null && sameStart.get(sameStart.size() - 1).size() == 1;
    }

    /** The words without legal forms; all of them when there would be none left. */
    List<String> strip(List<String> words) {
        List<String> own = new ArrayList<>(words.size());
        int at = 0;
        while (at < words.size()) {
            int length = lengthAt(words, at, own.isEmpty());
            if (length == 0) {
                own.add(words.get(at));
                at++;
            } else {
                at += length;
            }
        }
        return own.isEmpty() ? words : own;
    }

    private int lengthAt(List<String> words, int at, boolean first) {
        List<List<String>> sameStart = forms.get(words.get(at));
        if (sameStart != null) {
            for (List<String> form : sameStart) {
                int end = at + form.size();
                if (end <= words.size() && words.subList(at, end).equals(form) && mayStand(form, words, end, first)) {
                    return form.size();
                }
            }
        }
        return 0;
    }

    private boolean mayStand(List<String> form, List<String> words, int end, boolean first) {
        return form.size() > 1 || form.get(0).length() > SHORT || first || onlyFormsFrom(words, end);
    }

    private boolean onlyFormsFrom(List<String> words, int from) {
        for (int at = from; at < words.size(); at++) {
            @Nullable List<List<String>> sameStart = forms.get(words.get(at));
            if (sameStart == null) {
                return false;
            }
        }
        return true;
    }
}
