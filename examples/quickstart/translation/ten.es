Siéntate aquí.
Tom nos engañó.
Hay una gran diferencia.
Tom ahora se está escondiendo en las montañas.
Tom parece estar interesado de verdad.
Tom prometió ayudar a Mary con su tarea.
Debemos tener fe en el presidente.
Tom se dejó el paraguas en el autobús.
¿Por qué no hay agua caliente?
Encontraron a Tom entre la multitud.
