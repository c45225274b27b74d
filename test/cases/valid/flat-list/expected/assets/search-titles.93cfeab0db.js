faqgenShard([["licht","Welches Licht brauche ich?"],["bremsen","Wie oft werden die Bremsen geprüft?"]]);
