La maestra negra compra la llave.
La maestra no pinta el sombrero blanco.
¿Compra un gato nuevo un sombrero bonito?
El caballo no canta aquí.
La gallina vende una casa blanca.
El niño caro corre en el jardín.
Mi niño ve el barco.
Un panadero canta ahora.
El caballo caro quiere la casa bonita.
¿Compra el marinero caro una carta?
¿Duerme la reina hoy?
El gato pequeño compra mi casa.
La gallina vende la lámpara vieja.
Un médico rojo come ahora.
Mi maestra bonita pinta mi libro.
La reina espera ahora.
¿Compra mi reina negra una llave pequeña?
Mi niño espera hoy.
Un caballo pequeño compra la llave.
La maestra pequeña canta aquí.
La niña blanca vende la casa cara.
¿Busca una reina negra el coche viejo?
¿Duerme el médico negro hoy?
La enfermera busca una mesa.
El médico no busca el sombrero viejo.
Mi gallina compra la mesa.
¿Vende el gato viejo una casa roja?
El gato caro compra un coche pequeño.
El marinero caro duerme en el jardín.
El médico ve la lámpara.
El panadero corre en el jardín.
Mi maestra roja no compra una casa.
¿Ve el gato el jardín pequeño?
¿Espera un panadero ahora?
La enfermera duerme aquí.
Una vaca bonita duerme ahora.
¿Canta el panadero en el jardín?
Un gato come en el jardín.
La gallina roja espera en la casa.
La gallina compra mi casa negra.
Un caballo caro compra mi casa.
La maestra corre en el jardín.
Mi reina duerme en la casa.
El panadero viejo no duerme aquí.
Un médico caro busca la llave pequeña.
El médico no pinta el coche.
La vaca pinta el sombrero.
La enfermera compra el coche nuevo.
La maestra negra no pinta el coche rojo.
¿Busca la niña pequeña un jardín?
