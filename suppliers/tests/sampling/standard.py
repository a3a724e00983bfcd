"""Tables 2-A, 2-B and 2-C of GB/T 2828.1-2012 (ISO 2859-1:1999), with the arrows followed.

Rows are code letters; columns the AQLs 0.65, 1.0, 1.5, 2.5, 4.0, 6.5; a cell names the letter that
the arrows lead to and its acceptance number. Read off the standard, not made by the code.
"""

NORMAL = """
A  F0  E0  D0  C0  B0  A0
B  F0  E0  D0  C0  B0  A0
C  F0  E0  D0  C0  B0  D1
D  F0  E0  D0  C0  E1  D1
E  F0  E0  D0  F1  E1  E2
F  F0  E0  G1  F1  F2  F3
G  F0  H1  G1  G2  G3  G5
H  J1  H1  H2  H3  H5  H7
J  J1  J2  J3  J5  J7  J10
K  K2  K3  K5  K7  K10 K14
L  L3  L5  L7  L10 L14 L21
M  M5  M7  M10 M14 M21 L21
N  N7  N10 N14 N21 M21 L21
P  P10 P14 P21 N21 M21 L21
Q  Q14 Q21 P21 N21 M21 L21
"""

TIGHTENED = """
A  G0  F0  E0  D0  C0  B0
B  G0  F0  E0  D0  C0  B0
C  G0  F0  E0  D0  C0  E1
D  G0  F0  E0  D0  F1  E1
E  G0  F0  E0  G1  F1  E1
F  G0  F0  H1  G1  F1  F2
G  G0  J1  H1  G1  G2  G3
H  K1  J1  H1  H2  H3  H5
J  K1  J1  J2  J3  J5  J8
K  K1  K2  K3  K5  K8  K12
L  L2  L3  L5  L8  L12 L18
M  M3  M5  M8  M12 M18 L18
N  N5  N8  N12 N18 M18 L18
P  P8  P12 P18 N18 M18 L18
Q  Q12 Q18 P18 N18 M18 L18
"""

REDUCED = """
A  F0  E0  D0  C0  B0  A0
B  F0  E0  D0  C0  B0  A0
C  F0  E0  D0  C0  B0  E1
D  F0  E0  D0  C0  F1  E1
E  F0  E0  D0  G1  F1  E1
F  F0  E0  H1  G1  F1  F2
G  F0  J1  H1  G1  G2  G3
H  K1  J1  H1  H2  H3  H5
J  K1  J1  J2  J3  J5  J6
K  K1  K2  K3  K5  K6  K8
L  L2  L3  L5  L6  L8  L10
M  M3  M5  M6  M8  M10 L10
N  N5  N6  N8  N10 M10 L10
P  P6  P8  P10 N10 M10 L10
Q  Q8  Q10 P10 N10 M10 L10
"""

_FULL = (2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500, 800, 1_250)
_SMALL = (2, 2, 2, 3, 5, 8, 13, 20, 32, 50, 80, 125, 200, 315, 500)
#: Sample sizes: of tables 2-A and 2-B, and of 2-C.
FULL = dict(zip("ABCDEFGHJKLMNPQ", _FULL, strict=True))
SMALL = dict(zip("ABCDEFGHJKLMNPQ", _SMALL, strict=True))

#: Table 1, general inspection level II: smallest and largest lot of each letter.
LEVEL_II = {
    "A": (2, 8),
    "B": (9, 15),
    "C": (16, 25),
    "D": (26, 50),
    "E": (51, 90),
    "F": (91, 150),
    "G": (151, 280),
    "H": (281, 500),
    "J": (501, 1_200),
    "K": (1_201, 3_200),
    "L": (3_201, 10_000),
    "M": (10_001, 35_000),
    "N": (35_001, 150_000),
    "P": (150_001, 500_000),
    "Q": (500_001, 90_000_000),
}

#: Expected failures in the sample at which lots are accepted 95, 50 and 10 times of 100, by
#: acceptance number: J. M. Cameron, Tables for constructing and for computing the operating
#: characteristics of single-sampling plans, Industrial Quality Control 9 (1952). The standard's
#: table 5 (A to R) has these figures divided by the sample size.
OPERATING = {
    0: (0.051, 0.693, 2.303),
    1: (0.355, 1.678, 3.890),
    2: (0.818, 2.674, 5.322),
    3: (1.366, 3.672, 6.681),
    5: (2.613, 5.670, 9.275),
    7: (3.981, 7.669, 11.771),
    10: (6.169, 10.668, 15.407),
    14: (9.246, 14.668, 20.128),
}
